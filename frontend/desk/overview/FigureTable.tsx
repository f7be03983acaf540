/** A table of a release: every figure that is shown, and a word where one is not; under it how to read both. */
import { count } from '../lib/format';
import { t } from '../lib/words';
import { columnHead, rowName, type Places } from './names';
import { figure, MARGIN, type Figure, type ReleaseDocument, type RowName, type TableOut } from './release';

const EVERYBODY: RowName = { key: MARGIN, name_en: '', name_zh: '' };

/** Hidden: the word, or on a phone a mark, for a table full of words hides its figures. The word is read out everywhere. */
function Shown({ workers, all }: { workers: Figure; all: boolean }) {
  if (workers !== null) return <td class={`num ${all ? 'whole' : ''}`}>{count(workers)}</td>;
  return (
    <td class="num hid">
      <span class="mark" aria-hidden="true" />
      <span class="said">{t('overview.hidden')}</span>
    </td>
  );
}

export function FigureTable({ table, places, heading, label }: { table: TableOut; places: Places | null; heading: string; label: string }) {
  const columns = [MARGIN, ...table.columns]; // all of them first: the last column is out of a phone's sight
  const rows = [...table.rows, EVERYBODY];
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {columns.map((column) => (
              <th scope="col" class="num" key={column}>
                {columnHead(table, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={row.key === MARGIN ? 'sum' : ''}>
              <th scope="row">{rowName(table, row, places)}</th>
              {columns.map((column) => (
                <Shown key={column} workers={figure(table, row.key, column)} all={column === MARGIN} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What stands under each table: that figures do not add up, and what a gap means. */
export function Reading({ release: { k, rounded_to }, also }: { release: ReleaseDocument; also?: string }) {
  return (
    <p class="small">
      {also} {t('overview.sums', { k, step: rounded_to })} <span class="mark" aria-hidden="true" /> {t('overview.why_hidden')}
    </p>
  );
}
