import { describe, expect, it } from 'vitest';
import { figures, firstSpan, freeRework, jobOf, jobsOf, periodAt, recentPeriods, spanAround, stepped, suggestedPeriod, type Book } from './pay';
import type { Bodies, Row } from './records';
import type { Reference } from './wage/reference';

const REFERENCE: Reference = { floors: [], rules: {}, digits: { CNY: 2, JPY: 0 } };
const TODAY = '2026-11-22';
const MARKER = 'only the owner may read this';

let made = 0;
const row = <K extends keyof Bodies>(kind: K, body: Bodies[K], id = `id-${++made}`): Row<K> => ({ id, kind, rev: 1, body });

const JOB: Bodies['engagement'] = {
  employer_id: 'employer',
  instructed_by: 'boss',
  project: MARKER,
  note: MARKER,
  rates: [{ basis: 'hour', amount: '20', unit: null }],
  currency: 'CNY',
  contract_kind: 'full_time',
  pay_period: { kind: 'month', starts_on: 1, pay_after_days: 15 },
  place: { country: 'CN', region: 'CN-52', tier: null },
  began_on: '2026-08-01',
  ended_on: null,
  weekly_minutes_agreed: null,
  waiting_required: null,
  paid_activities: ['paid_work'],
};

const entry = (on: string, minutes = 600, more: Partial<Bodies['time_entry']> = {}): Row<'time_entry'> =>
  row('time_entry', { engagement_id: 'job', worked_on: on, minutes, activity: 'paid_work', source: 'same_day', zone: 'Asia/Shanghai', ...more });

const payment = (first: string | null, amount_minor: number, more: Partial<Bodies['payment']> = {}): Row<'payment'> =>
  row('payment', { engagement_id: 'job', received_on: TODAY, amount_minor, currency: 'CNY', for_period: first, form: 'wage', channel: 'bank', ...more });

function aBook(parts: Partial<Book> = {}, job: Partial<Bodies['engagement']> = {}): Book {
  return {
    employer: [],
    engagement: [row('engagement', { ...JOB, ...job }, 'job')],
    time_entry: [entry('2026-09-10'), entry('2026-10-12'), entry('2026-11-03')],
    batch: [],
    payment: [],
    deduction: [],
    cost: [],
    period_mark: [],
    ...parts,
  };
}

const suggested = (book: Book): string | undefined =>
  suggestedPeriod(recentPeriods(book, book.engagement[0]!, TODAY, REFERENCE), TODAY)?.starts_on;

describe('what leaves the rows', () => {
  it('holds no private field and no link, whatever the row carries', () => {
    const book = aBook({
      time_entry: [entry('2026-10-12', 60, { note: MARKER, starts_at_minute: 545, clock_jumped: true })],
      batch: [row('batch', { engagement_id: 'job', handed_in_on: '2026-10-12', unit: 'box', unit_price: '0.08', submitted: 5, accepted: 0, rejected: 1, returned: 0, project: MARKER, threshold: MARKER, guideline: MARKER, note: MARKER })],
      payment: [payment('2026-10-01', 1, { payer: MARKER, note: MARKER })],
      deduction: [row('deduction', { engagement_id: 'job', withheld_on: '2026-10-12', amount_minor: 1, currency: 'CNY', kind: 'fine', note: MARKER })],
      cost: [row('cost', { engagement_id: 'job', spent_on: '2026-10-12', amount_minor: 1, currency: 'CNY', kind: 'data', refunded_minor: 0, note: MARKER })],
      period_mark: [row('period_mark', { engagement_id: 'job', for_period: '2026-10-01', all_paid: false, full_month: true })],
    });

    const sent = JSON.stringify(jobsOf(book));

    for (const hidden of [MARKER, 'Asia/Shanghai', 'starts_at_minute', 'clock_jumped', 'engagement_id', 'employer', 'boss', 'payer']) expect(sent).not.toContain(hidden);
    for (const kept of ['"minutes":60', '"unit_price":"0.08"', '"rejected":1', '"kind":"fine"', '"full_month":true']) expect(sent).toContain(kept);
  });

  it('gives each job only its own records', () => {
    const other = row('engagement', JOB, 'other');
    const book = aBook({ payment: [payment('2026-10-01', 500)] });

    expect(jobOf({ ...book, engagement: [other] }, other)).toMatchObject({ entries: [], payments: [] });
    expect(jobOf(book, book.engagement[0]!).payments).toHaveLength(1);
  });
});

describe('the pay period that a day lies in', () => {
  it('follows the day of the month on which the terms begin it, and says when its money is due', () => {
    const job = jobOf(aBook(), row('engagement', { ...JOB, pay_period: { kind: 'month', starts_on: 26, pay_after_days: 10 } }, 'job'));

    expect(periodAt(job, '2026-11-22', TODAY)).toEqual({ starts_on: '2026-10-26', ends_on: '2026-11-25', pays_on: '2026-12-05' });
  });

  it('is the whole job where the job is paid at its end, from its first work on', () => {
    const job = jobOf(aBook({ time_entry: [entry('2026-07-30')] }), row('engagement', { ...JOB, pay_period: { kind: 'whole', starts_on: 1, pay_after_days: 0 } }, 'job'));

    expect(periodAt(job, '2026-11-22', TODAY)).toMatchObject({ starts_on: '2026-07-30', ends_on: TODAY });
  });
});

describe('the pay period suggested for a payment', () => {
  it('is the last that has ended while it got nothing', () => {
    expect(suggested(aBook())).toBe('2026-10-01');
  });

  it('stays the last that has ended while it got too little', () => {
    expect(suggested(aBook({ payment: [payment('2026-10-01', 19_999)] }))).toBe('2026-10-01');
  });

  it('is an earlier one that is still short once the last is paid', () => {
    const book = aBook({ payment: [payment('2026-10-01', 20_000)] });

    expect(suggested(book)).toBe('2026-09-01');
  });

  it('is the running one once all that ended are paid', () => {
    const months = ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01'];
    const book = aBook({ payment: months.map((first) => payment(first, 20_000)) });

    expect(suggested(book)).toBe('2026-11-01');
  });

  it('is looked for around the end of a job that ended long ago', () => {
    const book = aBook({ time_entry: [entry('2024-03-05')] }, { began_on: '2024-03-01', ended_on: '2024-03-31' });

    expect(suggested(book)).toBe('2024-03-01');
  });

  it('is the last with work in it before a later one that is empty', () => {
    const weekly = { pay_period: { kind: 'week', starts_on: 1, pay_after_days: 15 } } as const;

    expect(suggested(aBook({ time_entry: [entry('2026-10-20')] }, weekly))).toBe('2026-10-19');
  });

  it('counts what was withheld as accounted for', () => {
    const withheld = row('deduction', { engagement_id: 'job', withheld_on: '2026-11-14', amount_minor: 5_000, currency: 'CNY', kind: 'fine', for_period: '2026-10-01' });
    const book = aBook({ payment: [payment('2026-10-01', 15_000)], deduction: [withheld] });

    expect(suggested(book)).toBe('2026-09-01');
  });
});

describe('spans', () => {
  it('begin a week on Monday and step over the turn of a year', () => {
    expect(spanAround('week', '2026-11-22')).toEqual({ kind: 'week', first: '2026-11-16', last: '2026-11-22' });
    expect(stepped(spanAround('month', '2026-01-31'), -1)).toEqual({ kind: 'month', first: '2025-12-01', last: '2025-12-31' });
    expect(stepped(spanAround('year', '2026-05-01'), 1)).toEqual({ kind: 'year', first: '2027-01-01', last: '2027-12-31' });
  });

  it('open with the last month while only that one can be settled', () => {
    expect(firstSpan(aBook(), TODAY, REFERENCE).first).toBe('2026-10-01');
    expect(firstSpan(aBook({ time_entry: [entry('2026-11-03')] }), TODAY, REFERENCE).first).toBe('2026-11-01');
    expect(firstSpan(aBook({ period_mark: [row('period_mark', { engagement_id: 'job', for_period: '2026-11-01', all_paid: true })] }), TODAY, REFERENCE).first).toBe('2026-11-01');
  });
});

describe('unpaid rework', () => {
  it('is rework that no rate promises to pay, and nothing else', () => {
    const book = aBook({ time_entry: [entry('2026-10-12', 70, { activity: 'rework' }), entry('2026-10-12', 30, { activity: 'waiting' })] });
    const period = figures(book, spanAround('month', '2026-10-01'), TODAY, REFERENCE).jobs[0]!.periods[0]!;

    expect(freeRework(period, JOB)).toBe(70);
    expect(freeRework(period, { ...JOB, paid_activities: ['paid_work', 'rework'] })).toBe(0);
  });
});
