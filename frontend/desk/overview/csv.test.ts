import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aRelease, cells, EMPLOYERS, ISSUES, REGIONS, speakHere } from './an-example';
import { csvName, releaseCsv } from './csv';

beforeEach(() => speakHere('en'));
afterEach(() => vi.unstubAllGlobals());

const lines = (text: string) => text.slice(1).split('\r\n').slice(0, -1);

it('has a line for every row and column with their sums, and nothing else', () => {
  const [head, ...rest] = lines(releaseCsv(aRelease(), null));

  expect(head).toBe('release,frozen_on,table,row,row_name,column,column_name,workers');
  expect(rest).toHaveLength(4 * 7 + 4 * 6); // three rows and the sum, by six issues or five bands and the sum
  expect(rest).toContain('2026-11-08,2026-11-11,employer_issue,reed_data,"Reed Data",rejected,"rejected work",20');
  expect(rest).toContain('2026-11-08,2026-11-11,employer_issue,*,"All employers",*,All,80');
  expect(rest).toContain('2026-11-08,2026-11-11,region_unpaid,KE,Kenya,zero,none,15');
});

it('holds exactly the figures of the document, and writes every other cell as hidden', () => {
  const { tables } = aRelease();
  const last = lines(releaseCsv(aRelease(), null)).slice(1).map((line) => line.split(',').at(-1)!);

  const shown = last.filter((value) => value !== 'hidden').map(Number);
  expect(shown.sort((a, b) => a - b)).toEqual(tables.flatMap((table) => table.cells.map((cell) => cell.workers)).sort((a, b) => a - b));
  expect(last).not.toContain('');
  expect(last).not.toContain('0');
});

it('begins with a byte order mark and writes hidden in the language spoken here', () => {
  speakHere('zh-CN');
  const text = releaseCsv(aRelease(), null);

  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain('苇塘数据');
  expect(text).toMatch(/,不显示\r\n/);
});

it('runs no employer as a formula', () => {
  const rows = [{ key: 'a', name_en: '=HYPERLINK("http://x.example")', name_zh: '' }];
  const text = releaseCsv(aRelease({ tables: [{ ...EMPLOYERS, columns: ISSUES.slice(0, 1), rows, cells: cells('a rejected 5') }, REGIONS] }), null);

  expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
  expect(text).not.toMatch(/,"?=/);
});

it('is called by the permanent id', () => expect(csvName(aRelease())).toBe('gongyou-release-2026-11-08.csv'));
