/** Where it hurts: one issue as bars, and under them every employer and issue as a table. */
import { useId, useState } from 'preact/hooks';
import { t } from '../lib/words';
import { Bars } from './Bars';
import { FigureTable, Reading } from './FigureTable';
import { columnName, rowName, type Places } from './names';
import { barsOf, firstIssue, issuesOf, saysNothing, tableOf, type ReleaseDocument, type TableOut } from './release';

const MOST = 12; // bars; more is no picture any more

export function Hurts({ release, places }: { release: ReleaseDocument; places: Places | null }) {
  const table = tableOf(release, 'employer_issue');
  const [issue, pick] = useState(firstIssue(table));
  const id = useId();
  if (!table || saysNothing(table)) return <Nothing title={t('overview.hurts')} />;
  return (
    <section class="card" aria-labelledby={id}>
      <div class="hurts-head">
        <h2 id={id}>{t('overview.hurts')}</h2>
        <select class="select" aria-label={t('overview.issue')} value={issue} onChange={(e) => pick(e.currentTarget.value)}>
          {issuesOf(table).map((one) => (
            <option key={one} value={one}>
              {columnName(table, one)}
            </option>
          ))}
        </select>
        <b class="printed">{columnName(table, issue)}</b>
      </div>
      <p class="small">
        <b>{t('overview.distinct')}</b>
        {t('overview.once_employers')}
      </p>
      <Chart table={table} issue={issue} places={places} />
      <FigureTable table={table} places={places} heading={t('overview.employer')} label={t('overview.table_employers')} />
      <Reading release={release} />
    </section>
  );
}

function Chart({ table, issue, places }: { table: TableOut; issue: string; places: Places | null }) {
  const all = barsOf(table, issue);
  if (!all.length) return <p class="quiet">{t('overview.chart_none')}</p>;
  const bars = all.slice(0, MOST).map(({ row, workers }) => ({ key: row.key, name: rowName(table, row, places), workers }));
  return (
    <>
      <Bars bars={bars} label={t('overview.chart', { issue: columnName(table, issue) })} />
      {all.length > MOST && <small>{t('overview.chart_largest')}</small>}
    </>
  );
}

/** A table of which nothing may be shown. */
export function Nothing({ title }: { title: string }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p>{t('overview.table_hidden')}</p>
    </section>
  );
}
