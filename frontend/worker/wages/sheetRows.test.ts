import { describe, expect, it } from 'vitest';
import type { Book } from '../../lib/jobs';
import type { Bodies, Row } from '../../lib/records';
import { sheetOf } from './sheetRows';

const MARKER = 'only the owner may read this';
const row = <K extends keyof Bodies>(kind: K, body: Bodies[K]): Row<K> => ({ id: kind, kind, rev: 1, body });
const of = { engagement_id: 'engagement', note: MARKER };

const BOOK: Book = {
  employer: [row('employer', { name: 'Clear Brook', kind: 'centre', note: MARKER })],
  engagement: [row('engagement', { employer_id: 'employer', project: MARKER, currency: 'CNY' } as Bodies['engagement'])],
  time_entry: [row('time_entry', { ...of, worked_on: '2026-11-02', minutes: 61, activity: 'rework', source: 'later', zone: MARKER, starts_at_minute: 545 })],
  batch: [row('batch', { ...of, handed_in_on: '2026-11-01', unit: 'box', unit_price: '0.08', submitted: 5, accepted: 0, rejected: 1, returned: 0, project: MARKER, threshold: MARKER, guideline: MARKER })],
  payment: [row('payment', { ...of, received_on: '2026-11-03', amount_minor: 146400, currency: 'CNY', form: 'wage', channel: 'bank', payer: MARKER })],
  deduction: [row('deduction', { ...of, withheld_on: '2026-11-04', amount_minor: 100, currency: 'CNY', kind: 'fine' })],
  cost: [row('cost', { ...of, spent_on: '2026-10-31', amount_minor: 100, currency: 'CNY', kind: 'data', refunded_minor: 0 })],
  period_mark: [],
};
const ASKED = { first: '2026-11-01', last: '2026-11-30', amounts: true, notes: false };
const sheet = (part: Partial<typeof ASKED>) => sheetOf(BOOK, () => 2, { ...ASKED, ...part });
const text = (part: Partial<typeof ASKED>) => JSON.stringify(sheet(part));

describe('the hours sheet', () => {
  it('carries no note, project, payer or clock time unless asked', () => {
    expect(text({})).not.toContain(MARKER);
    expect(text({})).not.toContain('09:05');
    expect(text({})).toContain('Clear Brook');
  });

  it('carries them when asked', () => {
    const asked = text({ notes: true });

    expect(asked.split(MARKER).length - 1).toBeGreaterThanOrEqual(8);
    expect(asked).toContain('09:05');
  });

  it('never carries the zone', () => {
    const [zoned] = BOOK.time_entry.map(({ body }) => ({ ...body, note: '' }));
    const book = { ...BOOK, time_entry: [row('time_entry', zoned!)], engagement: [row('engagement', { ...BOOK.engagement[0]!.body, project: '' })], batch: [], payment: [], deduction: [] };

    expect(JSON.stringify(sheetOf(book, () => 2, { ...ASKED, notes: true }))).not.toContain(MARKER);
  });

  it('leaves out prices, payments and deductions without amounts', () => {
    const plain = text({ amounts: false });

    for (const money of ['0.08', '1464.00', '1.00', 'CNY']) expect(plain).not.toContain(money);
    expect(sheet({ amounts: false }).rows).toHaveLength(2);
  });

  it('holds the days of its span only, oldest first', () => {
    expect(sheet({}).rows.map(([day]) => day)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04']);
  });

  it('marks what was written on a later day', () => {
    expect(text({})).toContain('sheet.source.later');
  });

  it('has a value for every header', () => {
    for (const { headers, rows } of [sheet({}), sheet({ amounts: false, notes: true })]) {
      for (const line of rows) expect(line).toHaveLength(headers.length);
    }
  });
});
