/** New twelve words: the old ones, and every card made of them, open nothing afterwards. */
import { useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import type { Proved } from '../../lib/account/proving';
import { changePhrase } from '../../lib/account/signing';
import { t } from '../../lib/i18n';
import type { Phrase } from '../../lib/keys/phrase';
import { go } from '../../lib/route';
import { Notice } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { Cards } from './Cards';
import { useHeld, type Held } from './held';
import { Busy, KnownPassphrase, Offline, Step } from './parts';
import { ProveWords, ShowPhrase } from './steps';

const TITLES = ['account.ask_phrase', 'account.ask_prove', 'account.ask_cards', 'account.ask_old'] as const;

interface Renewing {
  step: number;
  phrase?: Phrase;
  written?: Proved<Phrase>;
}

export default function PhraseScreen() {
  const held = useHeld<Renewing>('phrase', { step: 0 });
  const { step, phrase } = held.value;
  const to = (next: number, change: Partial<Renewing> = {}) => held.set({ ...change, step: next });
  return (
    <Step key={step} at={step + 1} of={TITLES.length} title={t(TITLES[step]!)}>
      {(step === 0 || !phrase) && <ShowPhrase phrase={phrase} onMade={(made) => held.set({ phrase: made })} onNext={() => to(1)} />}
      {step === 1 && phrase && <ProveWords secret={phrase} words={phrase.words} count={3} onBack={() => to(0)} onProved={(written) => to(2, { written })} />}
      {step === 2 && phrase && <Cards phrase={phrase} onDone={() => to(3)} />}
      {step === 3 && phrase && <Renew held={held} />}
    </Step>
  );
}

function Renew({ held }: { held: Held<Renewing> }) {
  const [passphrase, type] = useState('');
  const { busy, problem, send } = useSending();
  const renew = async () => {
    await changePhrase({ api: accountApi(), phone: thisPhone() }, passphrase, held.value.written!);
    held.drop();
    said(t('account.phrase_changed'));
    go('settings/account');
  };
  return (
    <Form onSend={() => send(renew)}>
      <Offline />
      <Notice>{t('account.phrase_old_dead')}</Notice>
      <KnownPassphrase label={t('account.pass')} value={passphrase} problem={problem} onInput={type} />
      {busy && <Busy words={t('account.changing')} />}
      <Button submit disabled={busy || !passphrase}>
        {t('account.phrase_change')}
      </Button>
    </Form>
  );
}
