/** Addresses that are told nothing any more: why, and what became of their last deliveries. */
import { useState } from 'preact/hooks';
import { Card } from '../../ui/basics';
import { t } from '../lib/words';
import { useAsked } from './asked';
import { DeliveryTable } from './Deliveries';
import type { DeliveryOut, EndpointOut } from './endpoint';
import { Failed } from './Failed';
import { dayHere } from './moments';

export function Stopped({ endpoints }: { endpoints: EndpointOut[] }) {
  if (!endpoints.length) return null;
  return (
    <Card title={t('partners.stopped')}>
      <ul class="list">
        {endpoints.map((endpoint) => (
          <One key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </Card>
  );
}

function One({ endpoint: { id, url, made_at, stopped } }: { endpoint: EndpointOut }) {
  const [open, toggle] = useState(false);
  return (
    <li>
      <div class="line">
        <span>
          <bdi class="url">{url}</bdi>
          <br />
          <small>{t('partners.made', { day: dayHere(made_at) })}</small>
        </span>
        <span>{t(`stopped.${stopped!}`)}</span>
      </div>
      <details onToggle={(e) => toggle(e.currentTarget.open)}>
        <summary>{t('partners.deliveries')}</summary>
        {open && <Last id={id} />}
      </details>
    </li>
  );
}

function Last({ id }: { id: string }) {
  const [asked, again] = useAsked<DeliveryOut[]>(`/v1/endpoints/${id}/deliveries`);
  if (asked.state === 'coming') return <p class="quiet">{t('partners.coming')}</p>;
  if (asked.state === 'failed') return <Failed code={asked.code} onAgain={again} />;
  return <DeliveryTable deliveries={asked.found} />;
}
