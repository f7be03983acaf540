/** A new passphrase: the old one, then the new one, picked and typed once more. */
import { useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import type { Proved } from '../../lib/account/proving';
import { changePassphrase, preparePassphrase, type Changing } from '../../lib/account/signing';
import { t } from '../../lib/i18n';
import { go } from '../../lib/route';
import { Notice } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { useHeld, type Held } from './held';
import { Busy, KnownPassphrase, Offline, Step } from './parts';
import { PassphraseAgain, PickPassphrase } from './steps';

const TITLES = ['account.ask_pass', 'account.ask_again', 'account.ask_old'] as const;

interface Changes {
  step: number;
  passphrase: string;
  own: boolean;
  proved?: Proved<string>;
  to?: Changing; // ready to be sent; the same again after a lost answer
}

export default function PassphraseScreen() {
  const held = useHeld<Changes>('passphrase', { step: 0, passphrase: '', own: false });
  const { step, passphrase, own } = held.value;
  return (
    <Step key={step} at={step + 1} of={TITLES.length} title={t(TITLES[step]!)}>
      {step === 0 && <PickPassphrase value={passphrase} own={own} onChange={held.set} onNext={() => held.set({ step: 1 })} />}
      {step === 1 && <PassphraseAgain passphrase={passphrase} onBack={() => held.set({ step: 0 })} onProved={(proved) => held.set({ step: 2, proved })} />}
      {step === 2 && <Change held={held} />}
    </Step>
  );
}

function Change({ held }: { held: Held<Changes> }) {
  const [old, type] = useState('');
  const { busy, problem, send } = useSending();
  const change = async () => {
    const door = { api: accountApi(), phone: thisPhone() };
    const { to, proved } = held.value;
    const ready = to?.unsure ? to : await preparePassphrase(door, old, proved!);
    held.set({ to: ready });
    await changePassphrase(door, ready);
    held.drop();
    said(t('account.pass_changed'));
    go('settings/account');
  };
  return (
    <Form onSend={() => send(change)}>
      <Offline />
      <Notice>{t('account.pass_others_out')}</Notice>
      <KnownPassphrase label={t('account.pass_old')} value={old} problem={problem} onInput={type} />
      {busy && <Busy words={t('account.changing')} />}
      <Button submit disabled={busy || !old}>
        {t('account.pass_change')}
      </Button>
    </Form>
  );
}
