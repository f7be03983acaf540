/** The latest deliveries: what happened, how each try ended, when the next one comes. */
import { Button } from '../../ui/form';
import { count, moment } from '../lib/format';
import { t } from '../lib/words';
import { kindOf, outcomeOf, type AttemptOut, type DeliveryOut } from './endpoint';
import { nextTry } from './moments';

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
      <table class="deliveries" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {(['when', 'kind', 'outcome', 'tries'] as const).map((column) => (
              <th scope="col" role="columnheader" key={column}>
                {t(`partners.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {deliveries.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A line of the table, or a card on a phone; the roles keep it a table there. */
function Row({ delivery }: { delivery: DeliveryOut }) {
  return (
    <tr role="row">
      <td role="cell" class="num">
        {moment(delivery.happened_at)}
      </td>
      <td role="cell">{kindOf(delivery.kind)}</td>
      <td role="cell">
        <Outcome delivery={delivery} />
      </td>
      <td role="cell">{delivery.attempts.length > 0 && <Tries attempts={delivery.attempts} />}</td>
    </tr>
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
          <small>{nextTry(due_at)}</small>
        </>
      )}
    </>
  );
}

function Tries({ attempts }: { attempts: AttemptOut[] }) {
  return (
    <details>
      <summary>
        <span class="wide">{count(attempts.length)}</span>
        <span class="narrow">{t('partners.tried', { n: attempts.length })}</span>
      </summary>
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
