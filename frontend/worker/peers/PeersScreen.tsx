/** Until circles come: whom to call, the organizer of this host, and your union. Nothing here is recorded. */
import { useEffect, useState } from 'preact/hooks';
import { host, type Host } from '../../lib/host';
import { t } from '../../lib/i18n';
import { rows } from '../../lib/store';
import { Card, Notice } from '../../ui/basics';
import { CountryPick, Emergency, Lines, Old } from './Calls';
import { Coming, useReference } from '../../ui/reference';

export default function PeersScreen() {
  const [files, again] = useReference(['help', 'places']);
  const [picked, pick] = useState<string>();
  const code = picked ?? rows('profile').value[0]?.body.place?.country ?? 'CN';
  if (!files || files === 'missing') return <Coming missing={files === 'missing'} again={again} />;
  const country = files.help.countries[code];
  return (
    <>
      <Emergency country={country} />
      <p class="small quiet">{t('peers.soon')}</p>
      <Old help={files.help} />
      {!country && <Notice tone="amber">{t('peers.none')}</Notice>}
      <Lines title={t('peers.work')} lines={country?.hotlines ?? []} checked={files.help.checked_on} />
      <Organizer />
      <Lines title={t('peers.heart')} text={t('peers.heart_text')} lines={country?.lines ?? []} checked={files.help.checked_on} />
      <Card title={t('peers.union')}>
        <p>{t('peers.union_text')}</p>
      </Card>
      <CountryPick label={t('peers.country')} help={files.help} countries={files.places.countries} value={code} onPick={pick} />
      <small>{t('peers.quiet')}</small>
    </>
  );
}

function Organizer() {
  const [runs, setRuns] = useState<Host | null | undefined>(undefined);
  useEffect(() => void host().then(setRuns), []);
  if (runs === undefined) return null;
  const lines = runs?.organizer_card ?? [];
  return (
    <Card title={t('peers.card')}>
      {lines.map((line) => (
        <p key={line}>
          <Linked text={line} />
        </p>
      ))}
      {runs && !lines.length && <p class="quiet">{t('peers.no_card')}</p>}
      {!runs && <p class="quiet">{t('peers.no_card_offline')}</p>}
      {runs && (
        <small>
          {t('peers.run_by', { name: runs.name })}{' '}
          <Linked text={runs.contact} />
        </small>
      )}
      {runs && lines.length > 0 && !navigator.onLine && <small>{t('peers.card_kept')}</small>}
    </Card>
  );
}

/** A telephone number within a line of the card can be tapped; everything else stays text. */
function Linked({ text }: { text: string }) {
  const parts = text.split(/(\+?\d[\d -]{3,18}\d)/);
  return (
    <>
      {parts.map((part, i) =>
        i % 2 ? (
          <a key={i} class="num tap" href={`tel:${part.replace(/[^\d+]/g, '')}`}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
