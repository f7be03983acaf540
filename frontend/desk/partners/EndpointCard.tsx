/** The endpoint that works: its state, a test, a way to stop it, and what became of the latest deliveries. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/form';
import { post, remove } from '../lib/api';
import { longDay, moment } from '../lib/format';
import { t } from '../lib/words';
import { codeOf, useAsked } from './asked';
import { Deliveries } from './Deliveries';
import { refusalOf, type DeliveryOut, type EndpointOut } from './endpoint';
import { Failed } from './Failed';

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
          <Stop onStop={() => void remove(`/v1/endpoints/${endpoint.id}`).then(onStopped, failed)} />
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

/** Stops only at the second press, which says what is lost. */
function Stop({ onStop }: { onStop: () => void }) {
  const [asking, ask] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => (asking ? box.current?.focus() : undefined), [asking]);
  if (!asking) {
    return (
      <Button look="danger" onPress={() => ask(true)}>
        {t('partners.stop')}
      </Button>
    );
  }
  return (
    <div class="note red" role="group" aria-label={t('partners.stop')} tabIndex={-1} ref={box}>
      <span>{t('partners.stop_ask')}</span>
      <div class="buttons">
        <Button look="danger" onPress={onStop}>
          {t('partners.stop_do')}
        </Button>
        <Button look="quiet" onPress={() => ask(false)}>
          {t('partners.stop_not')}
        </Button>
      </div>
    </div>
  );
}
