/** Registers the address where an organization is told. */
import { useState } from 'preact/hooks';
import { Card } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { post } from '../lib/api';
import { t, type Key } from '../lib/words';
import { wrongOf } from './address';
import { codeOf } from './asked';
import { CodeField, useCode } from './Code';
import { refusalOf, saidOf, type EndpointMadeOut } from './endpoint';

export function Register({ loopback, onMade, onChange }: { loopback: boolean; onMade: (made: EndpointMadeOut) => void; onChange: () => void }) {
  const [url, write] = useState('');
  const [why, say] = useState<Key>(); // said when drawn: the language may change meanwhile
  const { field, busy, give } = useCode();
  const refused = (problem: unknown) => {
    say(refusalOf(codeOf(problem)));
    if (codeOf(problem) === 'endpoint-exists') onChange();
  };
  const send = () => {
    const typed = url.trim();
    const wrong = typed ? wrongOf(typed, loopback) : undefined;
    const said = wrong ? saidOf(wrong) : typed ? undefined : 'partners.url_missing';
    say(said);
    if (!said) give((code) => post<EndpointMadeOut>('/v1/endpoints', { url: typed, code }).then(onMade), refused);
  };
  const wrong = why && t(why);
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
