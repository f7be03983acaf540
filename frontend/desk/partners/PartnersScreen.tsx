/** Where an organization's own server hears of releases: one address, its state, its latest deliveries. */
import './partners.css';
import { useRef } from 'preact/hooks';
import { Card, Notice } from '../../ui/basics';
import { account } from '../lib/session';
import { t } from '../lib/words';
import { useAsked } from './asked';
import { delegates, type EndpointOut, type EndpointsOut } from './endpoint';
import { EndpointCard } from './EndpointCard';
import { Failed } from './Failed';
import { HowTo } from './HowTo';
import { Register } from './Register';
import { hold, letGo, secret } from './secret';
import { SecretCard } from './SecretCard';
import { Stopped } from './Stopped';

export function PartnersScreen() {
  const roles = account.value?.roles ?? [];
  const [asked, again, put] = useAsked<EndpointsOut>(delegates(roles) ? '/v1/endpoints' : undefined);
  const top = useRef<HTMLHeadingElement>(null);
  const body = () => {
    if (!delegates(roles)) return <p>{t('partners.not_yours')}</p>;
    if (asked.state === 'coming') return <p class="quiet">{t('partners.coming')}</p>;
    if (asked.state === 'failed') return <Failed code={asked.code} onAgain={again} />;
    const name = roles.find((one) => one.organization_name)?.organization_name ?? '';
    const { found } = asked;
    const shown = {
      onMade: (made: string) => (hold(made), again()),
      onSeen: (seen: EndpointOut) => put({ ...found, endpoints: found.endpoints.map((one) => (one.id === seen.id ? seen : one)) }),
      onStopped: () => (letGo(), again(), top.current?.focus()),
      onLook: again,
    };
    return <Endpoints name={name} all={found} failed={asked.failed} {...shown} />;
  };
  return (
    <div class="partners">
      <h1 tabIndex={-1} ref={top}>
        {t('partners.title')}
      </h1>
      {secret.value && <SecretCard secret={secret.value} onKept={() => (letGo(), top.current?.focus())} />}
      {body()}
    </div>
  );
}

interface Shown {
  name: string;
  all: EndpointsOut;
  failed: string | undefined;
  onMade: (secret: string) => void;
  onSeen: (endpoint: EndpointOut) => void;
  onStopped: () => void;
  onLook: () => void;
}

function Endpoints({ name, all: { endpoints, loopback }, onMade, onLook, ...rest }: Shown) {
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
      {works ? <EndpointCard key={works.id} endpoint={works} onLook={onLook} {...rest} /> : <Register loopback={loopback} onMade={({ secret }) => onMade(secret)} onChange={onLook} />}
      <HowTo />
      <Stopped endpoints={endpoints.filter((one) => one.stopped)} />
    </>
  );
}
