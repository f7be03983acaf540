/** Registers the address where an organization is told. */
import { useState } from 'preact/hooks';
import { Card } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { post } from '../lib/api';
import { t } from '../lib/words';
import { codeOf } from './asked';
import { CodeField, useCode } from './Code';
import { refusalOf, type EndpointMadeOut } from './endpoint';

export function Register({ onMade, onChange }: { onMade: (made: EndpointMadeOut) => void; onChange: () => void }) {
  const [url, write] = useState('');
  const [wrong, say] = useState<string>();
  const { field, busy, give } = useCode();
  const refused = (problem: unknown) => {
    say(refusalOf(codeOf(problem)));
    if (codeOf(problem) === 'endpoint-exists') onChange();
  };
  const send = () => {
    say(url.trim() ? undefined : t('partners.url_missing'));
    if (url.trim()) give((code) => post<EndpointMadeOut>('/v1/endpoints', { url: url.trim(), code }).then(onMade), refused);
  };
  return (
    <Card title={t('partners.register')}>
      <Form onSend={send}>
        <Field label={t('partners.url')} hint={t('partners.url_hint')} wrong={wrong} value={url} onInput={write} maxLength={500} autoCapitalize="none" name="url" />
        <CodeField {...field} />
        <Button submit disabled={busy}>
          {t('partners.register_do')}
        </Button>
      </Form>
      <p class="unseen" role="alert">
        {wrong}
      </p>
    </Card>
  );
}
