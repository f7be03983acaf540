/**
 * A release as a table for spreadsheet programs: first what it is and how to read it, then one line a figure, every
 * hidden one written out. Codes are the same in every language; the words of the language stand in columns beside them.
 */
import { sheetCsv } from '../../lib/sheet';
import { t, type Key } from '../lib/words';
import { columnName, rowName, type Places } from './names';
import { figure, MARGIN, type ReleaseDocument, type ReleaseOut, type RowName, type TableOut } from './release';

const COLUMNS = ['release', 'table', 'table_name', 'row', 'row_name', 'column', 'column_name', 'state', 'workers', 'text'];

/** Name the file by the release's permanent id. */
export const csvName = (release: ReleaseDocument): string => `gongyou-release-${release.id}.csv`;

/** Write both tables of a release, with their margins, from the document and nothing else; and whose release it is. */
export function releaseCsv({ release, fingerprint }: ReleaseOut, places: Places | null, host: string): string {
  const about = aboutOf(release, fingerprint, host).map(([code, text]) => ['about', t('made.title'), code, t(`csv.${code}` as Key), '', '', '', '', text]);
  const figures = release.tables.flatMap((table) => linesOf(table, places));
  return sheetCsv({ headers: COLUMNS, rows: [...about, ...figures].map((line) => [release.id, ...line]) });
}

/** Tell what somebody needs who has only this file. */
function aboutOf(release: ReleaseDocument, fingerprint: string, host: string): [code: string, text: string | number][] {
  const { k, rounded_to } = release;
  return [
    ['host', host],
    ['number', release.number],
    ['method', release.method],
    ['first_day', release.first_day],
    ['last_day', release.last_day],
    ['frozen_on', release.frozen_on],
    ['workers', release.workers],
    ['k', k],
    ['rounded_to', rounded_to],
    ['fingerprint', fingerprint],
    ['once', t('made.once_text')],
    ['sums', t('overview.sums', { k, step: rounded_to })],
    ['columns', t('csv.columns_text')],
  ];
}

const TITLE = { employer_issue: 'overview.hurts', region_unpaid: 'overview.regions' } as const;

function linesOf(table: TableOut, places: Places | null): (string | number)[][] {
  const everybody: RowName = { key: MARGIN, name_en: '', name_zh: '' };
  return [...table.rows, everybody].flatMap((row) =>
    [...table.columns, MARGIN].map((column) => {
      const workers = figure(table, row.key, column);
      const shown = workers === null ? ['hidden', t('overview.hidden')] : ['shown', workers];
      return [table.name, t(TITLE[table.name]), row.key, rowName(table, row, places), column, columnName(table, column), ...shown, ''];
    }),
  );
}
