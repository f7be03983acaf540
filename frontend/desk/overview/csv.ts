/** A release as a table for spreadsheet programs: one line a figure, every hidden one written out. */
import { sheetCsv } from '../../lib/sheet';
import { t } from '../lib/words';
import { columnName, rowName, type Places } from './names';
import { figure, MARGIN, type ReleaseDocument, type RowName, type TableOut } from './release';

/** Name the file by the release's permanent id. */
export const csvName = (release: ReleaseDocument): string => `gongyou-release-${release.id}.csv`;

/** Write both tables of a release, with their margins, from the document and nothing else. */
export function releaseCsv(release: ReleaseDocument, places: Places | null): string {
  const headers = [t('csv.release'), t('csv.frozen'), t('csv.table'), t('csv.row'), t('csv.row_name'), t('csv.column'), t('csv.column_name'), t('csv.workers')];
  const rows = release.tables.flatMap((table) => linesOf(table, places).map((line) => [release.id, release.frozen_on, table.name, ...line]));
  return sheetCsv({ headers, rows });
}

function linesOf(table: TableOut, places: Places | null): (string | number)[][] {
  const everybody: RowName = { key: MARGIN, name_en: '', name_zh: '' };
  return [...table.rows, everybody].flatMap((row) =>
    [...table.columns, MARGIN].map((column) => [
      row.key,
      rowName(table, row, places),
      column,
      columnName(table, column),
      figure(table, row.key, column) ?? t('overview.hidden'),
    ]),
  );
}
