/** Six digits of the authenticator: at sign-in, and again when the desk was locked. */
import { useEffect, useState } from 'preact/hooks';
import { Button, Field, Form } from '../../ui/form';
import { SignOut } from '../foot';
import { begin, openBefore } from '../lib/session';
import { t } from '../lib/words';
import { Asked } from './Door';
import { Refused } from './SignIn';

export function GiveCode() {
  const again = openBefore.value;
  return (
    <Asked title={t(again ? 'door.locked_title' : 'door.code_title')}>
      <p class="quiet">{t(again ? 'door.locked_for' : 'door.code_for')}</p>
      <Code send={async (code) => (await import('../lib/signing')).giveCode(code)} />
      <SignOut />
    </Asked>
  );
}

/** The field for a code, which is sent once and asked for anew when it was refused. */
export function Code({ send }: { send: (code: string) => Promise<void> }) {
  const [code, type] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, tries] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const digits = code.normalize('NFKC').replace(/\D/g, '');
  const give = async () => {
    tries(true);
    if (busy || digits.length !== 6) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await send(digits);
    } catch (error) {
      setProblem(error instanceof TypeError ? { code: 'unreachable' } : error);
      type('');
      tries(false);
      setBusy(false);
    }
  };
  useEffect(() => {
    if ((problem as { code?: string } | undefined)?.code === 'signed-out') void begin(); // the session is over too
  }, [problem]);
  return (
    <Form onSend={() => void give()}>
      <Field label={t('door.code')} value={code} inputMode="numeric" autoComplete="one-time-code" maxLength={12} wrong={tried && digits.length !== 6 ? t('door.six') : undefined} onInput={type} />
      <Refused problem={problem} />
      <Button submit>
        {t('door.go_on')}
      </Button>
    </Form>
  );
}
