/**
 * The hours sheet of any span, to share or save: as CSV for spreadsheet programs, and as JSON.
 *
 * A spreadsheet program runs a cell that begins like a formula, so that a batch named `=HYPERLINK(…)` could send the
 * sheet of whoever opens it elsewhere. Such cells get an apostrophe, which spreadsheet programs take for "text".
 */
export interface Sheet {
  headers: string[];
  rows: (string | number)[][];
}

/** What begins a formula: = + - @, their full-width, small and typographic forms, tab and return, after any blanks. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^ *[\t\r\n]/u;

/** The same behind what another locale's program takes for the end of a cell, quoted or not. */
const INNER = /([;\t\r\n][\s"\p{Cf}]*)([=+\-@＝＋－＠﹦﹢﹣﹫−])/gu;

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (PLAIN_NUMBER.test(value)) return value;
  const inner = value.replace(INNER, "$1'$2");
  const safe = FORMULA.test(value) ? `'${inner}` : inner;
  return /[",;\s']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Write a table as CSV (RFC 4180) with a byte order mark, without which Excel misreads Chinese. */
export const sheetCsv = ({ headers, rows }: Sheet): string =>
  '\uFEFF' + [headers, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Write a table as JSON: one object of headers and rows, so that equal headers lose no column. */
export const sheetJson = ({ headers, rows }: Sheet): string => `${JSON.stringify({ headers, rows }, null, 2)}\n`;
