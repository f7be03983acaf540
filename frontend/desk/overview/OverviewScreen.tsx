/** What releases say: frozen totals in which nobody can be singled out, and how each was made. */
import './overview.css';
import { Button } from '../../ui/form';
import { download } from '../../lib/handing';
import { place } from '../lib/route';
import { t } from '../lib/words';
import { usePlaces, useRelease, type Asked } from './asked';
import { csvName, releaseCsv } from './csv';
import { Hurts } from './Hurts';
import { Made } from './Made';
import type { Places } from './names';
import { Regions } from './Regions';
import type { ReleaseDocument } from './release';
import { ReleasePicker } from './ReleasePicker';
import { Coming, Failed, None, TooFew, Unknown } from './states';
import { Tiles } from './Tiles';

export function OverviewScreen() {
  const id = place.value.rest[0];
  const [asked, again] = useRelease(id);
  const places = usePlaces();
  const { all, state } = asked;
  const shown = state === 'there' ? asked.out.release : undefined;
  return (
    <div class="overview">
      <div class="overview-top">
        <h1 tabIndex={-1}>{t('overview.title')}</h1>
        <div class="overview-choose">
          {all[0] && state !== 'unknown' && <ReleasePicker all={all} id={id ?? all[0].id} />}
          {shown?.state === 'published' && <Csv release={shown} places={places} />}
        </div>
      </div>
      <Body asked={asked} places={places} onAgain={again} />
    </div>
  );
}

function Csv({ release, places }: { release: ReleaseDocument; places: Places | null }) {
  const save = () => download(new File([releaseCsv(release, places)], csvName(release), { type: 'text/csv' }));
  return (
    <Button look="quiet" onPress={save}>
      {t('overview.csv')}
    </Button>
  );
}

function Body({ asked, places, onAgain }: { asked: Asked; places: Places | null; onAgain: () => void }) {
  if (asked.state === 'coming') return <Coming />;
  if (asked.state === 'failed') return <Failed code={asked.code} onAgain={onAgain} />;
  if (asked.state === 'none') return <None />;
  if (asked.state === 'unknown') return <Unknown newest={asked.all[0]!} />;
  const { out, earlier } = asked;
  if (out.release.state === 'too_few') return <TooFew release={out.release} />;
  return (
    <>
      <Tiles release={out.release} earlier={earlier} />
      <div class="overview-columns">
        <div class="overview-column">
          <Hurts key={out.release.id} release={out.release} places={places} />
          <Regions release={out.release} places={places} />
        </div>
        <Made out={out} />
      </div>
    </>
  );
}
