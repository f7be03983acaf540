/** Where an organization's own server hears of releases: one address, its state, its latest deliveries. */
import './partners.css';
import { useRef, useState } from 'preact/hooks';
import { Card, Notice } from '../../ui/basics';
import { account } from '../lib/session';
import { t } from '../lib/words';
import { useAsked } from './asked';
import { delegates, type EndpointMadeOut, type EndpointsOut } from './endpoint';
import { EndpointCard } from './EndpointCard';
import { Failed } from './Failed';
import { Register } from './Register';
import { SecretCard } from './SecretCard';
import { Stopped } from './Stopped';

export function PartnersScreen() {
  const roles = account.value?.roles ?? [];
  const [made, make] = useState<EndpointMadeOut>();
  const [asked, again] = useAsked<EndpointsOut>(delegates(roles) ? '/v1/endpoints' : undefined);
  const top = useRef<HTMLHeadingElement>(null);
  const body = () => {
    if (!delegates(roles)) return <p>{t('partners.not_yours')}</p>;
    if (asked.state === 'coming') return <p class="quiet">{t('partners.coming')}</p>;
    if (asked.state === 'failed') return <Failed code={asked.code} onAgain={again} />;
    const name = roles.find((one) => one.organization_name)?.organization_name ?? '';
    const stopped = () => (make(undefined), again(), top.current?.focus());
    return <Endpoints name={name} all={asked.found} onMade={(one) => (make(one), again())} onStopped={stopped} onChange={again} />;
  };
  return (
    <div class="partners">
      <h1 tabIndex={-1} ref={top}>
        {t('partners.title')}
      </h1>
      {made && <SecretCard secret={made.secret} onKept={() => (make(undefined), top.current?.focus())} />}
      {body()}
    </div>
  );
}

interface Shown {
  name: string;
  all: EndpointsOut;
  onMade: (made: EndpointMadeOut) => void;
  onStopped: () => void;
  onChange: () => void;
}

function Endpoints({ name, all: { endpoints, loopback }, onMade, onStopped, onChange }: Shown) {
  const works = endpoints.find((one) => !one.stopped);
  return (
    <>
      {loopback && (
        <Notice tone="red" live title={t('partners.loopback')}>
          {t('partners.loopback_text')}
        </Notice>
      )}
      <Card title={t('partners.of', { name })}>
        <p>{t('partners.what')}</p>
        <p class="quiet">{t('partners.verify')}</p>
      </Card>
      {works ? <EndpointCard key={works.id} endpoint={works} onStopped={onStopped} onChange={onChange} /> : <Register onMade={onMade} onChange={onChange} />}
      <Stopped endpoints={endpoints.filter((one) => one.stopped)} />
    </>
  );
}
