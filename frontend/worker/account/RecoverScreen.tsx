/** Lost passphrase or lost phone: by the twelve words or two cards; then a new passphrase and new words, proved. */
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import type { Proved } from '../../lib/account/proving';
import { prepareRecovery, recover, type Recovering, type Recovery } from '../../lib/account/signing';
import { t } from '../../lib/i18n';
import type { Phrase } from '../../lib/keys/phrase';
import { go } from '../../lib/route';
import { Notice } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { Cards } from './Cards';
import { FindAccount } from './FindAccount';
import { useHeld, type Held } from './held';
import { Busy, Offline, Refusal, Step } from './parts';
import { PassphraseAgain, PickPassphrase, ProveWords, ShowPhrase } from './steps';

const TITLES = ['account.ask_found', 'account.ask_pass', 'account.ask_again', 'account.ask_phrase', 'account.ask_prove', 'account.ask_cards', 'account.ask_take'] as const;

interface Recovers {
  step: number;
  found?: Recovery;
  passphrase: string;
  own: boolean;
  proved?: Proved<string>;
  phrase?: Phrase;
  written?: Proved<Phrase>;
  to?: Recovering; // ready to be sent; the same again after a lost answer
}

const START: Recovers = { step: 0, passphrase: '', own: false };

export default function RecoverScreen() {
  const held = useHeld<Recovers>('recover', START);
  const { step } = held.value;
  return (
    <Step key={step} at={step + 1} of={TITLES.length} title={t(TITLES[step]!)}>
      <Question held={held} />
    </Step>
  );
}

function Question({ held }: { held: Held<Recovers> }) {
  const { step, found, passphrase, own, phrase } = held.value;
  const to = (next: number, change: Partial<Recovers> = {}) => held.set({ ...change, step: next });
  if (step === 0 || !found) return <FindAccount onFound={(recovery) => to(1, { found: recovery })} />;
  if (step === 1) return <PickPassphrase value={passphrase} own={own} handle={found.handle} onChange={held.set} onNext={() => to(2)} />;
  if (step === 2) return <PassphraseAgain passphrase={passphrase} handle={found.handle} onBack={() => to(1)} onProved={(proved) => to(3, { proved })} />;
  if (step === 3 || !phrase) return <ShowPhrase phrase={phrase} onMade={(made) => held.set({ phrase: made })} onNext={() => to(4)} />;
  if (step === 4) return <ProveWords secret={phrase} words={phrase.words} count={3} onBack={() => to(3)} onProved={(written) => to(5, { written })} />;
  if (step === 5) return <Cards phrase={phrase} onDone={() => to(6)} />;
  return <Take held={held} found={found} />;
}

/** The last step: only now anything changes. */
function Take({ held, found }: { held: Held<Recovers>; found: Recovery }) {
  const { busy, problem, send } = useSending();
  const take = async () => {
    const door = { api: accountApi(), phone: thisPhone() };
    const { proved, written, to } = held.value;
    const ready = to ?? (await prepareRecovery(door, found, proved!, written!));
    held.set({ to: ready });
    await recover(door, found, ready);
    held.drop();
    said(t('account.taken'));
    go('settings/account');
  };
  return (
    <Form onSend={() => send(take)}>
      <Offline />
      <Notice>{t('account.take_text')}</Notice>
      <Refusal problem={problem} />
      {busy && <Busy words={t('account.taking')} />}
      <Button submit disabled={busy}>
        {t('account.take')}
      </Button>
    </Form>
  );
}
