/** A table of a release: every figure that is shown, and a word where one is not. */
import { count } from '../lib/format';
import { t } from '../lib/words';
import { columnName, rowName, type Places } from './names';
import { figure, MARGIN, type Figure, type RowName, type TableOut } from './release';

const EVERYBODY: RowName = { key: MARGIN, name_en: '', name_zh: '' };

function Shown({ workers }: { workers: Figure }) {
  return workers === null ? <td class="num hid">{t('overview.hidden')}</td> : <td class="num">{count(workers)}</td>;
}

export function FigureTable({ table, places, heading, label }: { table: TableOut; places: Places | null; heading: string; label: string }) {
  const columns = [...table.columns, MARGIN];
  const rows = [...table.rows, EVERYBODY];
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {columns.map((column) => (
              <th scope="col" class="num" key={column}>
                {columnName(table, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={row.key === MARGIN ? 'sum' : ''}>
              <th scope="row">{rowName(table, row, places)}</th>
              {columns.map((column) => (
                <Shown key={column} workers={figure(table, row.key, column)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
