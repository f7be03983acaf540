/** The name of an account: what it is, and what it had better not be. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { normalHandle } from '../../lib/keys/derive';
import { Button, Field, Form } from '../../ui/form';

const LEAST = 2;
const MOST = 40;

export function Handle({ value, onInput, onNext }: { value: string; onInput: (handle: string) => void; onNext: () => void }) {
  const [tried, tries] = useState(false);
  const wrong = handleProblem(value);
  return (
    <Form onSend={() => (wrong ? tries(true) : onNext())}>
      <p>{t('account.handle_why')}</p>
      <Field label={t('account.handle')} value={value} name="username" autoComplete="username" autoCapitalize="none" maxLength={80} hint={t('account.handle_hint')} wrong={tried ? wrong : undefined} onInput={onInput} />
      <Button submit>{t('account.next')}</Button>
    </Form>
  );
}

/** What does not fit about a name, in words. It is counted as the server compares it: without spaces. */
export function handleProblem(typed: string): string | undefined {
  const { length } = [...normalHandle(typed)];
  if (length < LEAST) return t('account.handle_short');
  if (length > MOST) return t('account.handle_long');
  return /^\+?\d{7,}$/.test(normalHandle(typed)) ? t('account.handle_number') : undefined;
}
