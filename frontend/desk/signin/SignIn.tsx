/** Name and passphrase. The passphrase is gone from the page as soon as it was used. */
import { useState } from 'preact/hooks';
import { Notice } from '../../ui/basics';
import { Button, Field, Form, Tick } from '../../ui/form';
import { t } from '../lib/words';
import { Asked } from './Door';
import { refusal } from './refusal';

export function SignIn({ why }: { why: 'over' | 'enrol' | undefined }) {
  const [handle, setHandle] = useState('');
  const [passphrase, type] = useState('');
  const [shown, show] = useState(false);
  const [busy, setBusy] = useState(false);
  const [tried, tries] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const send = async () => {
    tries(true);
    if (busy || !handle.trim() || !passphrase) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await (await import('../lib/signing')).signIn(handle, passphrase);
    } catch (error) {
      setProblem(error instanceof TypeError ? { code: 'unreachable' } : error); // a file of ours did not come
      setBusy(false);
      if ((error as { code?: string }).code === 'wrong-keys') type('');
    }
  };
  const missing = (value: string) => (tried && !busy && !value.trim() && !problem ? t('door.required') : undefined);
  return (
    <Asked title={t('door.title')}>
      {why ? <Notice tone="blue">{t(why === 'over' ? 'door.over' : 'door.enrol_first')}</Notice> : <p class="quiet">{t('door.for')}</p>}
      <Form onSend={() => void send()}>
        <Field label={t('door.handle')} value={handle} name="username" autoComplete="username" autoCapitalize="none" maxLength={80} readOnly={busy} wrong={missing(handle)} onInput={setHandle} />
        <Field label={t('door.passphrase')} value={passphrase} type={shown ? 'text' : 'password'} name="passphrase" autoComplete={shown ? 'off' : 'current-password'} maxLength={400} readOnly={busy} hint={t('door.stays')} wrong={missing(passphrase)} onInput={type} />
        <Tick label={t('door.show')} checked={shown} onTick={show} />
        <Refused problem={problem} />
        <Button submit>
          {t('door.sign_in')}
        </Button>
        {busy && (
          <p class="quiet" role="status">
            {t('door.signing_in')}
          </p>
        )}
      </Form>
    </Asked>
  );
}

/** Why the last try did not go through. */
export function Refused({ problem }: { problem: unknown }) {
  if (!problem) return null;
  return (
    <Notice tone="amber" live>
      {refusal(problem)}
    </Notice>
  );
}
