/** The endpoint that works: its state, a test, a way to stop it, and what became of the latest deliveries. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/form';
import { post } from '../lib/api';
import { moment } from '../lib/format';
import { t } from '../lib/words';
import { codeOf, useAsked } from './asked';
import { Deliveries } from './Deliveries';
import { refusalOf, type DeliveryOut, type EndpointOut } from './endpoint';
import { Failed } from './Failed';
import { dayHere, wornOutOn } from './moments';
import { Stop } from './Stop';

const LOOKS = [4_000, 9_000, 16_000]; // ms after a test; no more, for every look keeps the desk from locking

interface Looked {
  endpoint: EndpointOut;
  failed: string | undefined; // why it could not be looked at again
  onSeen: (endpoint: EndpointOut) => void;
  onStopped: () => void;
  onLook: () => void;
}

export function EndpointCard({ endpoint, failed, onSeen, onStopped, onLook }: Looked) {
  const [deliveries, lookThere] = useAsked<DeliveryOut[]>(`/v1/endpoints/${endpoint.id}/deliveries`);
  const [refused, refuse] = useState<string>(); // a code: its words follow the language
  const [tests, count] = useState(0);
  const look = () => (lookThere(), onLook()); // what came of a delivery is the endpoint's state too
  useEffect(() => {
    const soon = tests ? LOOKS.map((after) => setTimeout(look, after)) : [];
    return () => soon.forEach(clearTimeout);
  }, [tests]);
  const refusedBy = (problem: unknown) => {
    refuse(codeOf(problem));
    if (codeOf(problem) === 'endpoint-stopped') onLook(); // by somebody else, or because nothing got through
  };
  const test = () =>
    post<EndpointOut>(`/v1/endpoints/${endpoint.id}/test`).then((seen) => {
      refuse(undefined);
      count((n) => n + 1);
      onSeen(seen);
      lookThere();
    }, refusedBy);
  const unseen = deliveries.state === 'failed' ? deliveries.code : (failed ?? (deliveries.state === 'there' ? deliveries.failed : undefined));
  const said = [refused && t(refusalOf(refused)), waiting(endpoint.tests_waiting, tests > 0)];
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
          <Stop id={endpoint.id} onStopped={onStopped} onRefused={refusedBy} />
        </div>
        <p role="status">{said.filter(Boolean).join(' ')}</p>
      </section>
      {unseen && <Failed code={unseen} onAgain={look} />}
      {deliveries.state === 'there' && <Deliveries deliveries={deliveries.found} onLook={look} />}
    </>
  );
}

/** How many tests wait, all of them, whoever asked; that none does is said to who has just asked for one. */
function waiting(tests: number, asked: boolean): string {
  if (tests) return t('partners.tests_waiting', { n: tests });
  return asked ? t('partners.tests_over') : '';
}

function Standing({ endpoint: { delivered_at, failing_since, made_at } }: { endpoint: EndpointOut }) {
  return (
    <p>
      {failing_since ? (
        <strong class="red">▲ {t('partners.failing', { since: moment(failing_since), day: wornOutOn(failing_since) })}</strong>
      ) : delivered_at ? (
        <strong class="teal-ink">✓ {t('partners.works', { at: moment(delivered_at) })}</strong>
      ) : (
        <strong class="amber">○ {t('partners.untried')}</strong>
      )}
      <br />
      <small>{t('partners.made', { day: dayHere(made_at) })}</small>
    </p>
  );
}
