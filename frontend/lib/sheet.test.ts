import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetCsv, sheetJson } from './sheet';

const FORMULA_STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'];
const BLANKS = ['', ' ', '   ', '\t', '\r', '\n', '\u00a0', '\u3000', '\u200b', '\ufeff'];
const one = (value: string | number): string => sheetCsv({ headers: [], rows: [[value]] }).slice(3, -2);

/** Read CSV as RFC 4180 says, to hold the writer to it. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('sheet as CSV', () => {
  it('begins with a byte order mark and ends each line with CR LF', () => {
    expect(sheetCsv({ headers: ['日期', '分钟'], rows: [['2026-09-01', 480]] })).toBe('\uFEFF日期,分钟\r\n2026-09-01,480\r\n');
  });

  it.each(FORMULA_STARTS.flatMap((start) => BLANKS.map((blank) => `${blank}${start}1+cmd|' /C calc'!A0`)))(
    'puts an apostrophe before %j',
    (hostile) => {
      expect(read(`${one(hostile)}\r\n`)[0]?.[0]).toMatch(/^'/);
    },
  );

  it.each(['\tx', '\rx', '\nx', '  \tx'])('puts an apostrophe before %j, which begins with a tab or return', (hostile) => {
    expect(read(`${one(hostile)}\r\n`)[0]?.[0]).toBe(`'${hostile}`);
  });

  it('guards a header like any other cell', () => {
    expect(sheetCsv({ headers: ['=1+1'], rows: [] })).toContain(`"'=1+1"`);
  });

  it('guards what a program with another separator would take for a new cell', () => {
    expect(one('box;=1+1')).toBe(`"box;'=1+1"`);
    expect(one('box\n"@SUM(A1)')).toBe(`"box\n""'@SUM(A1)"`);
    expect(one('box";"=1+1')).toBe(`"box"";""'=1+1"`);
  });

  it('leaves plain numbers numbers, whether typed as text or not', () => {
    expect([one(-5), one('-12.50'), one('0.08'), one('480')]).toEqual(['-5', '-12.50', '0.08', '480']);
    expect([one('-5+2'), one('+5'), one('-1e3')]).toEqual([`"'-5+2"`, `"'+5"`, `"'-1e3"`]);
  });

  it('leaves honest text alone', () => {
    expect([one('拉框 box'), one('a=b'), one('3-5'), one('')]).toEqual(['"拉框 box"', 'a=b', '3-5', '']);
  });

  it('keeps every cell in its place, with only apostrophes added', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\r', '\n', '\t', ' ', '=', '-', '＋', "'", '工') });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const back = read(sheetCsv({ headers: ['a', 'b'], rows }).slice(1));
        const without = (table: string[][]) => table.map((row) => row.map((value) => value.replaceAll("'", '')));

        expect(without(back)).toEqual(without([['a', 'b'], ...rows]));
        for (const value of back.flat()) expect(value).not.toMatch(/^\s*[=+\-@＋]|^[\t\r]|[;\t\r\n]["\s]*[=+\-@＋]/);
      }),
    );
  });
});

describe('sheet as JSON', () => {
  it('keeps equal headers, text and numbers as they are', () => {
    const sheet = { headers: ['a', 'a'], rows: [['=1', -5]] };

    expect(JSON.parse(sheetJson(sheet))).toEqual(sheet);
  });
});
