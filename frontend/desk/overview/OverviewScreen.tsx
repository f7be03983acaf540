/** What releases say: frozen totals in which nobody can be singled out, and how each was made. */
import './overview.css';
import { Button } from '../../ui/form';
import { download } from '../../lib/handing';
import { span } from '../lib/format';
import { hostNamed } from '../lib/host';
import { place } from '../lib/route';
import { t } from '../lib/words';
import { usePlaces, useRelease, type Asked, type Found } from './asked';
import { csvName, releaseCsv } from './csv';
import { Hurts } from './Hurts';
import { Made } from './Made';
import type { Places } from './names';
import { Regions } from './Regions';
import type { ReleaseDocument, ReleaseOut } from './release';
import { ReleasePicker } from './ReleasePicker';
import { Coming, Failed, None, TooFew, Unknown } from './states';
import { Tiles } from './Tiles';

export function OverviewScreen() {
  const id = place.value.rest[0];
  const [asked, again] = useRelease(id);
  const places = usePlaces();
  const { all, found } = asked;
  const out = found?.state === 'there' ? found.out : undefined;
  const picked = (asked.failed && out?.release.id) || id || all[0]?.id; // what is shown, where another one did not come
  return (
    <div class="overview">
      <div class="overview-top">
        <h1 tabIndex={-1}>{t('overview.title')}</h1>
        <div class="overview-choose">
          {picked && found?.state !== 'unknown' && all.length > 0 && <ReleasePicker all={all} id={picked} />}
          {out?.release.state === 'published' && <Csv out={out} places={places} />}
        </div>
      </div>
      {out && <Printed release={out.release} />}
      <News asked={asked} onAgain={again} />
      {found && (
        <div class={`overview ${asked.coming ? 'going' : ''}`} aria-busy={asked.coming}>
          <Body all={all} found={found} places={places} />
        </div>
      )}
    </div>
  );
}

function Csv({ out, places }: { out: ReleaseOut; places: Places | null }) {
  const save = () => download(new File([releaseCsv(out, places, hostNamed())], csvName(out.release), { type: 'text/csv' }));
  return (
    <Button look="quiet" onPress={save}>
      {t('overview.csv')}
    </Button>
  );
}

/** What is on paper in place of the side bar and the picker. */
function Printed({ release: { id, first_day, last_day } }: { release: ReleaseDocument }) {
  return <p class="printed">{t('overview.printed', { host: hostNamed(), id, days: span(first_day, last_day) })}</p>;
}

function News({ asked: { found, coming, failed }, onAgain }: { asked: Asked; onAgain: () => void }) {
  if (coming) return <Coming />;
  if (failed) return <Failed code={failed} shown={found} onAgain={onAgain} />;
  return null;
}

function Body({ all, found, places }: { all: Asked['all']; found: Found; places: Places | null }) {
  if (found.state === 'none') return <None />;
  if (found.state === 'unknown') return <Unknown newest={all[0]!} />;
  const { out, earlier } = found;
  if (out.release.state === 'too_few') return <TooFew release={out.release} />;
  return (
    <>
      <Tiles release={out.release} earlier={earlier} />
      <div class="overview-columns">
        <div class="overview-column">
          <Hurts key={out.release.id} release={out.release} places={places} />
          <Regions release={out.release} places={places} />
        </div>
        <Made key={out.release.id} out={out} />
      </div>
    </>
  );
}
