/** Registers the address where an organization is told. */
import { useState } from 'preact/hooks';
import { Card } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { post } from '../lib/api';
import { t } from '../lib/words';
import { codeOf } from './asked';
import { refusalOf, type EndpointMadeOut } from './endpoint';

export function Register({ onMade, onChange }: { onMade: (made: EndpointMadeOut) => void; onChange: () => void }) {
  const [url, write] = useState('');
  const [wrong, say] = useState<string>();
  const [busy, work] = useState(false);
  const send = () => {
    if (!url.trim()) return say(t('partners.url_missing'));
    work(true);
    say(undefined);
    const refused = (problem: unknown) => {
      say(refusalOf(codeOf(problem)));
      if (codeOf(problem) === 'endpoint-exists') onChange();
    };
    post<EndpointMadeOut>('/v1/endpoints', { url: url.trim() })
      .then(onMade, refused)
      .finally(() => work(false));
  };
  return (
    <Card title={t('partners.register')}>
      <Form onSend={send}>
        <Field label={t('partners.url')} hint={t('partners.url_hint')} wrong={wrong} value={url} onInput={write} maxLength={500} autoCapitalize="none" name="url" />
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
