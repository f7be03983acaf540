/** The endpoint that works: its state, a test, a way to stop it, and what became of the latest deliveries. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/form';
import { post } from '../lib/api';
import { longDay, moment } from '../lib/format';
import { t } from '../lib/words';
import { codeOf, useAsked } from './asked';
import { Deliveries } from './Deliveries';
import { refusalOf, type DeliveryOut, type EndpointOut } from './endpoint';
import { Failed } from './Failed';
import { Stop } from './Stop';

const LOOKS = [4_000, 9_000, 16_000]; // ms after a test; no more, for every look keeps the desk from locking

interface Looked {
  endpoint: EndpointOut;
  onStopped: () => void;
  onChange: () => void;
}

export function EndpointCard({ endpoint, onStopped, onChange }: Looked) {
  const [deliveries, look] = useAsked<DeliveryOut[]>(`/v1/endpoints/${endpoint.id}/deliveries`);
  const [said, say] = useState('');
  const [tests, count] = useState(0);
  useEffect(() => {
    const soon = tests ? LOOKS.map((after) => setTimeout(look, after)) : [];
    return () => soon.forEach(clearTimeout);
  }, [tests]);
  const failed = (problem: unknown) => {
    say(refusalOf(codeOf(problem)));
    if (codeOf(problem) === 'endpoint-stopped') onChange(); // by somebody else, or because nothing got through
  };
  const test = () =>
    post(`/v1/endpoints/${endpoint.id}/test`).then(() => {
      say(t('partners.test_sent'));
      count((n) => n + 1);
      look();
    }, failed);
  return (
    <>
      <section class="card">
        <h2>
          <bdi class="url">{endpoint.url}</bdi>
        </h2>
        <Standing endpoint={endpoint} />
        <div class="buttons">
          <Button look="soft" onPress={() => void test()}>
            {t('partners.test')}
          </Button>
          <Stop id={endpoint.id} onStopped={onStopped} onRefused={failed} />
        </div>
        <p role="status">{said}</p>
      </section>
      {deliveries.state === 'failed' && <Failed code={deliveries.code} onAgain={look} />}
      {deliveries.state === 'there' && <Deliveries deliveries={deliveries.found} onLook={() => (look(), onChange())} />}
    </>
  );
}

function Standing({ endpoint: { failing_since, made_on } }: { endpoint: EndpointOut }) {
  return (
    <p>
      {failing_since ? <strong class="red">▲ {t('partners.failing', { since: moment(failing_since) })}</strong> : <strong class="teal-ink">✓ {t('partners.works')}</strong>}
      <br />
      <small>{t('partners.made', { day: longDay(made_on) })}</small>
    </p>
  );
}
