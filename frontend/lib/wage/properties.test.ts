import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate, Job } from '../records';
import { addDays } from './day';
import { estimate } from './estimate';
import { aFloor, aJob, aReference, ask, paid, terms } from './given';
import { ACTIVITIES } from './minutes';

const day = fc.integer({ min: 0, max: 180 }).map((days) => addDays('2026-03-01', days));
const currency = fc.constantFrom('CNY', 'CNY', 'CNY', 'CNY', 'USD');
const money = { amount_minor: fc.integer({ min: 0, max: 500_000 }), currency };
const firstOfMonth = fc.integer({ min: 3, max: 8 }).map((month) => `2026-0${month}-01`);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const records = fc.record({
  entries: fc.array(
    fc.record({
      worked_on: day,
      minutes: fc.integer({ min: 1, max: 900 }),
      activity: fc.constantFrom(...ACTIVITIES),
      required: maybe(fc.boolean()),
      source: fc.constant('timer' as const),
    }),
  ),
  batches: fc.array(
    fc.record({
      handed_in_on: day,
      unit: fc.constantFrom('box', 'text'),
      unit_price: fc.constantFrom('0.08', '0.080', '0.123456', '3'),
      submitted: fc.integer({ min: 20, max: 5000 }),
      accepted: fc.constant(0),
      rejected: fc.integer({ min: 0, max: 10 }),
      returned: fc.integer({ min: 0, max: 10 }),
    }),
  ),
  payments: fc.array(
    fc.record({
      ...money,
      received_on: day,
      for_period: maybe(firstOfMonth),
      form: fc.constantFrom('wage' as const, 'advance' as const, 'in_kind' as const),
      channel: fc.constant('bank' as const),
    }),
  ),
  deductions: fc.array(
    fc.record({ ...money, withheld_on: day, kind: fc.constantFrom('tax' as const, 'meals' as const, 'insurance' as const), for_period: maybe(day) }),
  ),
  costs: fc.array(
    fc.record({ ...money, spent_on: day, kind: fc.constant('data' as const), refunded_minor: fc.constant(0), for_period: maybe(day) }),
  ),
});
const reference = aReference([aFloor(), aFloor({ id: 'CN-52-2', tier: '2', hour: '20.5', month: '1970.333333' })]);
const span = { first_day: '2026-01-01', last_day: '2026-12-31' };
const long = terms({
  began_on: '2026-03-01',
  ended_on: '2026-08-28',
  place: { country: 'CN', region: 'CN-52', tier: null },
  rates: [{ basis: 'hour', amount: '19.99' }, { basis: 'month', amount: '100' }],
});

function shuffled<T>(items: T[], seed: number): T[] {
  return items
    .map((item, at) => [Math.imul(at + 1, seed | 1), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const numbers = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(numbers) : [];

const periodsOf = (answer: Estimate) => answer.jobs[0]?.periods ?? [];

describe('an estimate', () => {
  it('does not depend on the order in which records came', () => {
    fc.assert(
      fc.property(records, fc.integer(), (given, seed) => {
        const job = aJob({ terms: long, ...given });
        const other = Object.fromEntries(
          Object.entries(job).map(([key, value]) => [key, Array.isArray(value) ? shuffled<unknown>(value, seed) : value]),
        ) as Job;

        expect(ask(other, reference, span)).toEqual(ask(job, reference, span));
      }),
    );
  });

  it('adds up over spans that share no pay period', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 3, max: 8 }), (given, month) => {
        const job = aJob({ terms: long, ...given });
        const cut = `2026-0${month}-20`;
        const whole = ask(job, reference, span);
        const parts = [{ ...span, last_day: cut }, { ...span, first_day: addDays(cut, 1) }].map((part) => ask(job, reference, part));

        expect(parts.flatMap(periodsOf)).toEqual(periodsOf(whole));
        for (const key of ['agreed_all_minor', 'agreed_accepted_minor', 'received_minor', 'kept_minor', 'withheld_minor', 'costs_minor'] as const) {
          expect(parts.reduce((sum, part) => sum + (part.jobs[0]?.[key] ?? 0), 0)).toBe(whole.jobs[0]?.[key]);
        }
      }),
    );
  });

  it('holds no number but exact integers', () => {
    fc.assert(
      fc.property(records, (given) => {
        const all = numbers(ask(aJob({ terms: long, ...given }), reference, span));

        expect(all.filter((number) => !Number.isSafeInteger(number) || Object.is(number, -0))).toEqual([]);
      }),
    );
  });

  it('files each minute of an entry in one pay period, and each payment in one or in none yet', () => {
    fc.assert(
      fc.property(records, (given) => {
        const answer = ask(aJob({ terms: long, ...given }), reference, span);
        const [out] = answer.jobs;
        const money = given.payments.filter((payment) => payment.currency === 'CNY' && payment.form !== 'in_kind');

        expect(periodsOf(answer).flatMap((period) => period.minutes).reduce((sum, row) => sum + row.minutes, 0)).toBe(
          given.entries.reduce((sum, each) => sum + each.minutes, 0),
        );
        expect((out?.received_minor ?? 0) + (out?.unassigned_minor ?? 0)).toBe(
          money.reduce((sum, payment) => sum + payment.amount_minor, 0),
        );
      }),
    );
  });

  it('never judges worse because more was paid', () => {
    const rank = { below: 0, between: 1, unknown: 1, not_below: 2 };
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 300_000 }), (given, more) => {
        const job = aJob({ terms: long, ...given, payments: given.payments.filter((each) => each.currency === 'CNY') });
        const before = periodsOf(ask(job, reference, span));
        const raise = before.map((period) => paid(more, period.starts_on));
        const after = periodsOf(ask({ ...job, payments: [...job.payments, ...raise] }, reference, span));

        after.forEach(({ legal }, at) => {
          expect(rank[legal.verdict]).toBeGreaterThanOrEqual(rank[before[at]?.legal.verdict ?? 'below']);
        });
      }),
    );
  });

  it('reads each of 2,000 entries of 24 pay periods a few times only', () => {
    let reads = 0;
    const entries = Array.from({ length: 2000 }, (_, at) => ({
      worked_on: addDays('2024-09-01', at % 730),
      get minutes() {
        reads++;
        return 100 + (at % 97);
      },
      activity: ACTIVITIES[at % ACTIVITIES.length] ?? 'paid_work',
      source: 'timer' as const,
    }));
    const job = aJob({ terms: { ...long, began_on: '2024-09-01', ended_on: '2026-08-31' }, entries });
    const asked = { today: '2026-11-22', first_day: '2024-01-01', last_day: '2026-12-31', jobs: [job] };

    expect(estimate(asked, reference).jobs[0]?.periods).toHaveLength(24);
    expect(reads / entries.length).toBeGreaterThanOrEqual(1);
    expect(reads / entries.length).toBeLessThan(10); // 24 and more where each period went through all of them
  });
});
