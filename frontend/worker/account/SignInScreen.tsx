/** Signing in with name and passphrase. What happens to what is on this phone is said before. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import { signIn } from '../../lib/account/signing';
import type { Account } from '../../lib/sync/account';
import { count } from '../../lib/format';
import { t } from '../../lib/i18n';
import { go } from '../../lib/route';
import { useTyped } from '../../ui/draft';
import { Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { here } from './here';
import { Busy, Offline, Refusal, SecretField } from './parts';

export default function SignInScreen() {
  const [kept, setKept] = useState<Account | null>();
  useEffect(() => void thisPhone().account().then((found) => setKept(found ?? null), () => setKept(null)), []);
  const typed = useTyped('sign-in', { handle: '' });
  if (kept === undefined || !typed.ready) return <p class="quiet">{t('app.loading')}…</p>;
  const handle = kept?.handle ?? typed.value.handle;
  return <SignIn handle={handle} known={Boolean(kept)} onHandle={(name) => typed.set({ handle: name })} onDone={() => void typed.draft.clear()} />;
}

interface SignInProps {
  handle: string;
  known: boolean; // this phone belongs to that account
  onHandle: (handle: string) => void;
  onDone: () => void;
}

function SignIn({ handle, known, onHandle, onDone }: SignInProps) {
  const [passphrase, type] = useState('');
  const [tried, tries] = useState(false);
  const { busy, problem, send } = useSending();
  const enter = async () => {
    const door = { api: accountApi(), phone: thisPhone() };
    await signIn(door, handle, passphrase);
    type('');
    onDone();
    const asked = await door.api.account().then(({ second_factor }) => second_factor === 'asked', () => false);
    said(t('account.signed_in'));
    go(asked ? 'settings/account/factor' : 'settings/account');
  };
  const missing = (value: string) => (tried && !value.trim() ? t('app.required') : undefined);
  return (
    <Form onSend={() => (handle.trim() && passphrase ? send(enter) : tries(true))}>
      <Offline />
      {!known && here() > 0 && <Notice>{t('account.here', { n: count(here()) })}</Notice>}
      {known && <p class="quiet">{t('account.known')}</p>}
      <Field label={t('account.handle')} value={handle} name="username" autoComplete="username" autoCapitalize="none" maxLength={80} readOnly={known} wrong={missing(handle)} onInput={onHandle} />
      <SecretField label={t('account.pass')} known="current-password" value={passphrase} hint={t('account.pass_typed')} wrong={missing(passphrase)} onInput={type} />
      <Refusal problem={problem} own={known} />
      {busy && <Busy words={t('account.signing_in')} />}
      <a class="tap" href="#/settings/account/recover">
        {t('account.lost')}
      </a>
      <Button submit disabled={busy}>
        {t('account.sign_in')}
      </Button>
    </Form>
  );
}
