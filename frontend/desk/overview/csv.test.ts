import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aRelease, cells, EMPLOYERS, ISSUES, REGIONS, speakHere } from './an-example';
import { csvName, releaseCsv } from './csv';
import type { ReleaseDocument } from './release';

beforeEach(() => speakHere('en'));
afterEach(() => vi.unstubAllGlobals());

const csv = (release: ReleaseDocument = aRelease(), host = 'East Union') =>
  releaseCsv({ release, document: '', signature: '', public_key: '', fingerprint: 'aabbccdd' }, null, host);
const lines = (text: string) => text.slice(1).split('\r\n').slice(0, -1);
const figuresOf = (text: string) => lines(text).slice(1).filter((line) => !line.includes(',about,'));

it('has a line for every row and column with their sums, and nothing else', () => {
  const text = csv();

  expect(lines(text)[0]).toBe('release,table,table_name,row,row_name,column,column_name,state,workers,text');
  const rest = figuresOf(text);
  expect(rest).toHaveLength(4 * 7 + 4 * 6); // three rows and the sum, by six issues or five bands and the sum
  expect(rest).toContain('2026-11-08,employer_issue,"Where it hurts: the main problem",reed_data,"Reed Data",rejected,"rejected work",shown,20,');
  expect(rest).toContain('2026-11-08,employer_issue,"Where it hurts: the main problem",*,"All employers",*,All,shown,80,');
  expect(rest).toContain('2026-11-08,region_unpaid,"Time without pay, by region",KE,Kenya,zero,none,shown,15,');
});

it('says first whose release it is, of which days, by which rules, whose key, and how to read it', () => {
  const about = Object.fromEntries(
    lines(csv())
      .filter((line) => line.startsWith('2026-11-08,about,'))
      .map((line) => [/^[^"]*"[^"]*",(\w+)/.exec(line)![1]!, line.split(',,,,,')[1]!]),
  );

  const days = { first_day: '2026-10-12', last_day: '2026-11-08', frozen_on: '2026-11-11' };
  expect(about).toMatchObject({ host: '"East Union"', number: '11', method: '1', ...days, workers: '80', k: '5', rounded_to: '5', fingerprint: 'aabbccdd' });
  expect(about['once']).toContain('Each worker is counted once in each table');
  expect(about['sums']).toContain('Figures do not add up');
});

it('holds exactly the figures of the document, and writes every other cell as hidden', () => {
  const { tables } = aRelease();
  const last = figuresOf(csv()).map((line) => line.split(',').slice(-3, -1));

  const shown = last.filter(([state]) => state === 'shown').map(([, workers]) => Number(workers));
  expect(shown.sort((a, b) => a - b)).toEqual(tables.flatMap((table) => table.cells.map((cell) => cell.workers)).sort((a, b) => a - b));
  expect(new Set(last.filter(([state]) => state !== 'shown').map(String))).toEqual(new Set(['hidden,hidden']));
});

it('has the same codes and columns in every language, beside the words of the one spoken here', () => {
  const codes = (text: string) => lines(text).map((line) => line.replace(/"[^"]*"/g, '""').split(',')).map(([id, table, , row, , column, , state]) => [id, table, row, column, state]);
  const english = csv();
  speakHere('zh-CN');
  const text = csv();

  expect(codes(text)).toEqual(codes(english));
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain('苇塘数据');
  expect(text).toMatch(/,hidden,不显示,\r\n/);
});

it('runs no employer and no host as a formula', () => {
  const rows = [{ key: 'a', name_en: '=HYPERLINK("http://x.example")', name_zh: '' }];
  const text = csv(aRelease({ tables: [{ ...EMPLOYERS, columns: ISSUES.slice(0, 1), rows, cells: cells('a rejected 5') }, REGIONS] }), '@East');

  expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
  expect(text).toContain(`"'@East"`);
  expect(text).not.toMatch(/,"?[=@]/);
});

it('is called by the permanent id', () => expect(csvName(aRelease())).toBe('gongyou-release-2026-11-08.csv'));
