/** How much of their time workers are not paid for, by region. */
import { useId } from 'preact/hooks';
import { t } from '../lib/words';
import { FigureTable } from './FigureTable';
import { Nothing } from './Hurts';
import type { Places } from './names';
import { saysNothing, tableOf, type ReleaseDocument } from './release';

export function Regions({ release, places }: { release: ReleaseDocument; places: Places | null }) {
  const table = tableOf(release, 'region_unpaid');
  const id = useId();
  if (!table || saysNothing(table)) return <Nothing title={t('overview.regions')} />;
  return (
    <section class="card" aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{t('overview.regions')}</h2>
        <span>{t('overview.distinct')}</span>
      </div>
      <FigureTable table={table} places={places} heading={t('overview.region')} label={t('overview.table_regions')} />
      <small>{`${t('overview.share_under')} ${t('overview.why_hidden')}`}</small>
    </section>
  );
}
