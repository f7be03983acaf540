/** For tests: a small release whose every figure can be checked by eye, and the desk's words. */
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { say } from '../lib/words';
import type { CellOut, ReleaseDocument, TableOut } from './release';

/** Speak a language with the words as they stand in the dictionaries. */
export function speakHere(language: 'zh-CN' | 'en'): void {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  const all = ['overview', 'partners'].map((name) => JSON.parse(readFileSync(new URL(`../texts/${name}.json`, import.meta.url).pathname, 'utf8')) as Record<string, Record<string, string>>);
  const entries = all.flatMap((texts) => Object.entries(texts).map(([key, text]) => [key, text[language]!] as const));
  say(language, Object.fromEntries(entries));
}

export const ISSUES = ['rejected', 'below_floor', 'unpaid_training', 'deduction', 'late_pay', 'none'];
export const BANDS = ['zero', 'under_10', 'under_25', 'under_50', 'half_or_more'];

/** Write cells as "row column workers". */
export const cells = (...lines: string[]): CellOut[] =>
  lines.map((line) => {
    const [row = '', column = '', workers = ''] = line.split(' ');
    return { row, column, workers: Number(workers) };
  });

export const EMPLOYERS: TableOut = {
  name: 'employer_issue',
  columns: ISSUES,
  rows: [
    { key: 'hill_tasks', name_en: 'Hill Tasks', name_zh: '' },
    { key: 'other', name_en: '', name_zh: '' },
    { key: 'reed_data', name_en: 'Reed Data', name_zh: '苇塘数据' },
  ],
  cells: cells('hill_tasks rejected 15', 'other none 20', 'reed_data rejected 20', 'reed_data late_pay 10', '* rejected 35', '* late_pay 10', '* * 80'),
};

export const REGIONS: TableOut = {
  name: 'region_unpaid',
  columns: BANDS,
  rows: [
    { key: 'CN', name_en: '', name_zh: '' },
    { key: 'CN-52', name_en: '', name_zh: '' },
    { key: 'KE', name_en: '', name_zh: '' },
  ],
  cells: cells('CN half_or_more 10', 'CN-52 under_50 20', 'KE zero 15', '* under_50 25', '* half_or_more 15', '* * 80'),
};

export const aRelease = (over: Partial<ReleaseDocument> = {}): ReleaseDocument => ({
  id: '2026-11-08',
  number: 11,
  method: 1,
  state: 'published',
  first_day: '2026-10-12',
  last_day: '2026-11-08',
  frozen_on: '2026-11-11',
  k: 5,
  rounded_to: 5,
  needed: 50,
  workers: 80,
  floors: '2026-10-30',
  tables: [EMPLOYERS, REGIONS],
  ...over,
});

export const without = (table: TableOut, row: string, column: string): TableOut => ({
  ...table,
  cells: table.cells.filter((cell) => cell.row !== row || cell.column !== column),
});
