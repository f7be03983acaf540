/** The latest deliveries: what happened, how each try ended, when the next one comes. */
import { Button } from '../../ui/form';
import { count, moment } from '../lib/format';
import { t } from '../lib/words';
import { kindOf, outcomeOf, type AttemptOut, type DeliveryOut } from './endpoint';

export function Deliveries({ deliveries, onLook }: { deliveries: DeliveryOut[]; onLook: () => void }) {
  return (
    <section class="card">
      <div class="head">
        <h2>{t('partners.deliveries')}</h2>
        <Button look="plain" onPress={onLook}>
          {t('partners.look')}
        </Button>
      </div>
      <DeliveryTable deliveries={deliveries} />
    </section>
  );
}

export function DeliveryTable({ deliveries }: { deliveries: DeliveryOut[] }) {
  if (!deliveries.length) return <p class="quiet">{t('partners.deliveries_none')}</p>;
  return (
    <div class="scroll" role="region" aria-label={t('partners.deliveries')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {(['when', 'kind', 'outcome', 'tries'] as const).map((column) => (
              <th scope="col" key={column}>
                {t(`partners.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td class="num">{moment(delivery.happened_at)}</td>
              <td>{kindOf(delivery.kind)}</td>
              <td>
                <Outcome delivery={delivery} />
              </td>
              <td>{delivery.attempts.length > 0 && <Tries attempts={delivery.attempts} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where it stands; while it is not through, how the last try ended and when the next comes. */
function Outcome({ delivery: { state, due_at, attempts } }: { delivery: DeliveryOut }) {
  const last = attempts[attempts.length - 1];
  const tone = { done: 'teal-ink', waiting: 'amber', given_up: 'red' }[state];
  return (
    <>
      <strong class={tone}>{t(`partners.${state}`)}</strong>
      {last && state !== 'done' && <>: {outcomeOf(last.outcome)}</>}
      {state === 'waiting' && due_at && (
        <>
          <br />
          <small>{t('partners.next', { at: moment(due_at) })}</small>
        </>
      )}
    </>
  );
}

function Tries({ attempts }: { attempts: AttemptOut[] }) {
  return (
    <details>
      <summary>{count(attempts.length)}</summary>
      <ol class="tries">
        {attempts.map(({ number, at, outcome }) => (
          <li key={number}>
            <small>
              {t('partners.try', { number })}, {moment(at)}: {outcomeOf(outcome)}
            </small>
          </li>
        ))}
      </ol>
    </details>
  );
}
