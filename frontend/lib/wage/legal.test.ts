import { describe, expect, it } from 'vitest';
import type { Job } from '../records';
import { aFloor, aJob, aReference, askPeriod, entry, paid, terms } from './given';

const SEPTEMBER = '2026-09-01';
const weekdays = [1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30];
const daily = (minutes: number, activity: Job['entries'][number]['activity'] = 'paid_work') =>
  weekdays.map((day) => entry(`2026-09-${String(day).padStart(2, '0')}`, minutes, activity));
const full = [{ for_period: SEPTEMBER, all_paid: false, full_month: true }];
const held = (kind: Job['deductions'][number]['kind'], amount_minor: number) => ({
  withheld_on: '2026-09-30',
  amount_minor,
  currency: 'CNY',
  kind,
});

describe('legal check', () => {
  it('holds a full month to the month amount, without overtime pay and night allowance', () => {
    const payment = paid(184000, SEPTEMBER, { overtime_minor: 9000, allowance_minor: 10000 });
    const { legal } = askPeriod(aJob({ entries: daily(480), payments: [payment], marks: full }));

    expect(legal).toMatchObject({ verdict: 'below', kinds: ['full_time'], full_month: true, reasons: [] });
    expect(legal).toMatchObject({ due_low_minor: 213000, countable_low_minor: 165000, countable_high_minor: 165000 });
  });

  it('holds part-time work to the hour amount: 4 hours a day and 24 a week at most', () => {
    const kinds = (minutes: number, days: number) =>
      askPeriod(aJob({ entries: daily(minutes).slice(0, days) })).legal.kinds;

    expect(kinds(240, 22)).toEqual(['part_time']);
    expect(kinds(241, 22)).toEqual(['full_time']);
    expect(kinds(240, 1)).toEqual(['part_time']);
  });

  it('takes calendar days that the job ran for the weekly limit', () => {
    const kinds = (days: number[]) =>
      askPeriod(aJob({ terms: terms({ began_on: '2026-09-24' }), entries: days.map((day) => entry(`2026-09-${day}`, 240)) })).legal.kinds;

    expect(kinds([24, 25, 26, 27, 28, 29])).toEqual(['part_time']); // 1440 in the 7 days that it ran
    expect(kinds([24, 25, 26, 27, 28, 29, 30])).toEqual(['full_time']); // 1680
  });

  it('counts no more than 8 hours a day and 40 a week as normal, weeks cut at the pay period', () => {
    const entries = [...[1, 2, 3, 4, 5, 6].map((day) => entry(`2026-09-0${day}`, 450)), entry('2026-09-07', 600)];
    const { legal } = askPeriod(aJob({ entries }));

    expect([legal.minutes, legal.normal_minutes]).toEqual([3300, 2400 + 480]);
  });

  it('gives a part of the month its share by 174 hours', () => {
    const { legal } = askPeriod(aJob({ entries: daily(480).slice(0, 5), payments: [paid(1, SEPTEMBER)] }));

    expect(legal.due_high_minor).toBe(48966); // 2400 x 2130 / (174 x 60) = 489.655...
  });

  it('decides by the exact floor, where both figures round alike', () => {
    const at = (received: number) =>
      askPeriod(aJob({ entries: daily(480).slice(0, 5), payments: [paid(received, SEPTEMBER)] })).legal.verdict;

    expect([at(48965), at(48966)]).toEqual(['below', 'not_below']);
  });

  it('leaves waiting open until it is asked, and judges only what holds both ways', () => {
    const job = (received: number) =>
      aJob({ entries: [entry('2026-09-02', 60), entry('2026-09-02', 60, 'waiting')], payments: [paid(received, SEPTEMBER)] });
    const verdicts = [2199, 2200, 4399, 4400].map((received) => askPeriod(job(received)).legal.verdict);

    expect(verdicts).toEqual(['below', 'between', 'between', 'not_below']);
    expect(askPeriod(job(0)).legal).toMatchObject({ minutes: 60, minutes_open: 60, due_low_minor: 2200, due_high_minor: 4400 });
  });

  it('never uses an hour amount for full-time work, nor a month amount for part-time', () => {
    const verdict = (minutes: number, floor: Parameters<typeof aFloor>[0]) =>
      askPeriod(aJob({ entries: daily(minutes) }), aReference([aFloor(floor)])).legal.reasons;

    expect(verdict(480, { month: null })).toContain('no_floor');
    expect(verdict(120, { hour: null })).toContain('no_floor');
    expect(verdict(480, { hour: null })).not.toContain('no_floor');
  });

  it('says below for an unknown tier only when it is below in each, and between when tiers differ', () => {
    const tiers = [aFloor(), aFloor({ id: 'CN-52-2', tier: '2', hour: '20.00' })];
    const job = (received: number, tier: string | null) =>
      aJob({ terms: terms({ place: { country: 'CN', region: 'CN-52', tier } }), entries: [entry('2026-09-02', 60)], payments: [paid(received, SEPTEMBER)] });
    const verdicts = [1999, 2000, 2199, 2200].map((received) => askPeriod(job(received, null), aReference(tiers)).legal.verdict);

    expect(verdicts).toEqual(['below', 'between', 'between', 'not_below']);
    expect(askPeriod(job(2000, null), aReference(tiers)).legal.reasons).toContain('tier_unknown');
    expect(askPeriod(job(2000, '2'), aReference(tiers)).legal).toMatchObject({ verdict: 'not_below', reasons: [] });
  });

  it('lets a floor that is no longer trusted prove only below', () => {
    const reference = aReference([aFloor({ trusted_until: '2026-09-01' })]);
    const legal = (received: number) =>
      askPeriod(aJob({ entries: [entry('2026-09-02', 60)], payments: [paid(received, SEPTEMBER)] }), reference).legal;

    expect(legal(2199).verdict).toBe('below');
    expect(legal(2200)).toMatchObject({ verdict: 'unknown', reasons: ['stale_floor'], floors: [{ proves: 'below' }] });
  });

  it('reckons the days before and after a new amount apart', () => {
    const rows = [aFloor({ until: '2026-09-15' }), aFloor({ id: 'new', hour: '24.00', month: '2430.00', since: '2026-09-16' })];
    const hours = [entry('2026-09-15', 60), entry('2026-09-16', 60)];

    expect(askPeriod(aJob({ entries: hours }), aReference(rows)).legal.due_low_minor).toBe(2200 + 2400);
    expect(askPeriod(aJob({ entries: daily(480), marks: full }), aReference(rows)).legal.due_low_minor).toBe(228000);
  });

  it('takes the last by id of rows that began on one day, in whatever order they stand', () => {
    const rows = [aFloor({ id: 'a', hour: '20' }), aFloor({ id: 'b', hour: '24' })];
    const job = aJob({ entries: [entry('2026-09-02', 60)] });

    for (const floors of [rows, [...rows].reverse()]) {
      expect(askPeriod(job, aReference(floors)).legal.floors).toMatchObject([{ id: 'b' }]);
    }
  });

  it('has nothing due where no minute counts in law, even in a full month', () => {
    const job = aJob({ entries: [entry('2026-09-02', 60, 'waiting')], marks: full });
    const { legal } = askPeriod(job, aReference([aFloor({ hour: null })], { part_time: null }));

    expect(legal).toMatchObject({ kinds: ['any'], due_low_minor: 0, due_high_minor: 213000 });
  });

  it('counts tax, counts insurance as the region says, and leaves meals open', () => {
    const legal = (kind: Job['deductions'][number]['kind'], rule = {}) =>
      askPeriod(aJob({ entries: [entry('2026-09-02', 60)], payments: [paid(2000, SEPTEMBER)], deductions: [held(kind, 300)] }), aReference([aFloor()], rule))
        .legal;

    expect([legal('tax').verdict, legal('insurance').verdict, legal('fine').verdict]).toEqual(['not_below', 'not_below', 'below']);
    expect(legal('insurance', { insurance: { 'CN-52': 'on_top' } }).verdict).toBe('below');
    expect(legal('insurance', { insurance: {} })).toMatchObject({ verdict: 'between', reasons: ['insurance_unknown'] });
    expect(legal('meals')).toMatchObject({ verdict: 'between', reasons: ['deduction_unknown'] });
  });

  it('leaves open how much of the pay is for overtime that no payment names', () => {
    const job = (overtime_minor: number | null) =>
      aJob({ entries: daily(600), payments: [paid(220000, SEPTEMBER, { overtime_minor })], marks: full });

    expect(askPeriod(job(null)).legal).toMatchObject({ verdict: 'between', reasons: ['overtime_unknown'], countable_low_minor: 176000 });
    expect(askPeriod(job(0)).legal).toMatchObject({ verdict: 'not_below', reasons: [] });
  });

  it('proves nothing by a stale rule, an open period or a period without time', () => {
    const reasons = (job: Job, rule = {}, today = '2026-11-22') =>
      askPeriod(job, aReference([aFloor()], rule), { today }).legal.reasons;
    const worked = aJob({ entries: [entry('2026-09-02', 60)] });

    expect(reasons(worked, { trusted_until: '2026-11-21' })).toEqual(['stale_rule']);
    expect(reasons(worked, { trusted_until: '2026-11-22' })).toEqual([]);
    expect(reasons(worked, {}, '2026-10-15')).toEqual(['not_closed']);
    expect(reasons(aJob({ entries: [entry('2026-09-02', 60, 'appeal')] }))).toEqual(['no_time']);
  });
});
