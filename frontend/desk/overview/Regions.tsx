/** How much of their time workers are not paid for, by region. */
import { useId } from 'preact/hooks';
import { t } from '../lib/words';
import { FigureTable, Reading } from './FigureTable';
import { Nothing } from './Hurts';
import type { Places } from './names';
import { saysNothing, tableOf, type ReleaseDocument } from './release';

export function Regions({ release, places }: { release: ReleaseDocument; places: Places | null }) {
  const table = tableOf(release, 'region_unpaid');
  const id = useId();
  if (!table || saysNothing(table)) return <Nothing title={t('overview.regions')} />;
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{t('overview.regions')}</h2>
      <p class="small">
        <b>{t('overview.distinct')}</b>
        {t('overview.once_regions')}
      </p>
      <FigureTable table={table} places={places} heading={t('overview.region')} label={t('overview.table_regions')} />
      <Reading release={release} also={t('overview.share_under')} />
    </section>
  );
}
