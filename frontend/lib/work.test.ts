import { describe, expect, it } from 'vitest';
import type { Bodies } from './records';
import { byActivity, type Entry, type Job, lastDay, mark, monthBy, onDay, plusDays, repeated, running, spanOf, unpaid, usuallyPaid, weeksOf, worked } from './work';

let made = 0;
const id = () => `01890000-0000-7000-8000-${String(++made).padStart(12, '0')}`;

function anEntry(over: Partial<Bodies['time_entry']> = {}): Entry {
  const body: Bodies['time_entry'] = { engagement_id: 'a', worked_on: '2026-05-14', minutes: 60, activity: 'paid_work', source: 'same_day', zone: 'Asia/Shanghai', ...over };
  return { id: id(), kind: 'time_entry', rev: 1, body };
}

function aJob(name: string, over: Partial<Bodies['engagement']> = {}): Job {
  const body: Bodies['engagement'] = { employer_id: 'e', rates: [{ basis: 'hour', amount: '20' }], currency: 'CNY', contract_kind: 'none_known', pay_period: { kind: 'month', starts_on: 1, pay_after_days: 15 }, place: { country: 'CN' }, began_on: '2026-01-01', paid_activities: ['paid_work', 'meeting', 'broken_tool'], ...over };
  return { id: name, kind: 'engagement', rev: 1, body };
}

describe('time that nobody promised to pay', () => {
  const job = aJob('a', { paid_activities: ['paid_work'] });

  it('is what the job does not list, without breaks', () => {
    const entries = [anEntry({ minutes: 480 }), anEntry({ activity: 'rework', minutes: 45 }), anEntry({ activity: 'break', minutes: 30 })];

    expect(worked(entries)).toBe(525);
    expect(unpaid(entries, [job])).toBe(45);
  });

  it('follows the terms of each job by itself', () => {
    const pays = aJob('b', { paid_activities: ['paid_work', 'waiting'] });
    const waiting = (engagement_id: string, minutes: number) => anEntry({ engagement_id, activity: 'waiting', minutes });

    expect(unpaid([waiting('a', 20), waiting('b', 50)], [job, pays])).toBe(20);
  });

  it('where the terms say nothing, is what an hourly wage does not pay', () => {
    const entries = [anEntry({ activity: 'meeting', minutes: 10 }), anEntry({ activity: 'training', minutes: 25 })];

    const job = aJob('a');
    delete (job.body as Partial<Bodies['engagement']>).paid_activities;

    expect(unpaid(entries, [job])).toBe(25);
  });

  it('is all of it where the job is gone', () => {
    expect(unpaid([anEntry({ minutes: 15 })], [])).toBe(15);
  });

  it('a piece rate pays pieces only, an hour also meetings, a month presence too', () => {
    expect(usuallyPaid('piece')).toEqual(['paid_work']);
    expect(usuallyPaid('hour')).toEqual(['paid_work', 'meeting', 'broken_tool']);
    expect(usuallyPaid('month')).toContain('waiting');
    expect(usuallyPaid('mixed')).toContain('rework');
  });
});

describe('the mark of a day', () => {
  const jobs = [aJob('a', { paid_activities: ['paid_work'] })];
  const waiting = anEntry({ activity: 'waiting' });

  it.each([
    ['paid', [anEntry()]],
    ['part', [anEntry(), waiting]],
    ['none', [waiting]],
    [null, []],
    [null, [anEntry({ activity: 'break' })]],
  ] as const)('is %s', (expected, entries) => {
    expect(mark([...entries], jobs)).toBe(expected);
  });
});

describe('the day to repeat', () => {
  it('is the latest one before, over a year end, never the day itself nor a later one', () => {
    const entries = ['2025-12-30', '2026-01-02', '2025-12-31', '2026-01-01'].map((worked_on) => anEntry({ worked_on }));

    expect(lastDay(entries, '2026-01-01')).toBe('2025-12-31');
    expect(lastDay(entries, '2025-12-30')).toBeUndefined();
  });

  it('is copied in order, with kinds and minutes, and without note, clock time or jump', () => {
    const first = anEntry({ minutes: 90, activity: 'training', required: false, note: '只有我看', starts_at_minute: 540, clock_jumped: true, source: 'timer' });
    const second = anEntry({ minutes: 30, activity: 'waiting' });

    expect(repeated([second, first], '2026-05-15', 'later', 'Africa/Nairobi')).toEqual([
      { engagement_id: 'a', minutes: 90, activity: 'training', required: false, worked_on: '2026-05-15', source: 'later', zone: 'Africa/Nairobi' },
      { engagement_id: 'a', minutes: 30, activity: 'waiting', worked_on: '2026-05-15', source: 'later', zone: 'Africa/Nairobi' },
    ]);
  });

  it('leaves the entries that it copies as they were', () => {
    const entries = [anEntry({ note: 'b' }), anEntry({ note: 'a' })].reverse();
    const before = structuredClone(entries);

    repeated(entries, '2026-05-15', 'same_day', 'UTC');

    expect(entries).toEqual(before);
  });
});

describe('jobs of a day', () => {
  it('are those that have not ended, the one last used first', () => {
    const jobs = [aJob('a'), aJob('b'), aJob('over', { ended_on: '2026-05-13' }), aJob('today', { ended_on: '2026-05-14' })];
    const entries = [anEntry({ engagement_id: 'today' }), anEntry({ engagement_id: 'b' }), anEntry({ engagement_id: 'a' }), anEntry({ engagement_id: 'b' })];

    expect(running(jobs, entries, '2026-05-14').map((job) => job.id)).toEqual(['b', 'a', 'today']);
  });
});

describe('sums of a day', () => {
  it('name each activity once, the largest first', () => {
    const entries = [anEntry({ activity: 'waiting', minutes: 50 }), anEntry({ minutes: 30 }), anEntry({ minutes: 30 })];

    expect(byActivity(entries)).toEqual([
      ['paid_work', 60],
      ['waiting', 50],
    ]);
  });

  it('take the entries of that day only', () => {
    const [one, other] = [anEntry(), anEntry({ worked_on: '2026-05-15' })];

    expect(onDay([one, other], '2026-05-14')).toEqual([one]);
  });
});

describe('days on the calendar', () => {
  it.each([
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-29', 1, '2026-03-30'], // clocks change in Europe
    ['2100-02-28', 1, '2100-03-01'], // no leap year
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(plusDays(day, days)).toBe(expected);
  });

  it.each([
    ['2026-01', -1, '2025-12'],
    ['2025-12', 1, '2026-01'],
    ['2026-05', -17, '2024-12'],
    ['2024-02', 12, '2025-02'],
  ])('%s and %i months is %s', (month, step, expected) => {
    expect(monthBy(month, step)).toBe(expected);
  });

  it.each([
    ['2026-01-01', 'week', '2025-12-29', '2026-01-04'],
    ['2026-01-04', 'week', '2025-12-29', '2026-01-04'], // Sunday ends a week
    ['2026-01-05', 'week', '2026-01-05', '2026-01-11'],
    ['2024-02-10', 'month', '2024-02-01', '2024-02-29'],
    ['2026-02-28', 'month', '2026-02-01', '2026-02-28'],
    ['2025-12-31', 'month', '2025-12-01', '2025-12-31'],
    ['2024-02-29', 'year', '2024-01-01', '2024-12-31'],
  ] as const)('%s lies in the %s from %s to %s', (day, size, first, last) => {
    expect(spanOf(day, size)).toEqual([first, last]);
  });

  it.each([
    ['2024-02', 29, 3, 5], // begins on a Thursday
    ['2026-02', 28, 6, 5], // begins on a Sunday
    ['2027-02', 28, 0, 4], // begins on a Monday: four full weeks
    ['2026-08', 31, 5, 6],
    ['2025-12', 31, 0, 5],
  ])('%s has %i days after %i empty places, in %i weeks of seven', (month, days, empty, weeks) => {
    const shown = weeksOf(month);
    const flat = shown.flat();

    expect(shown.map((week) => week.length)).toEqual(Array(weeks).fill(7));
    expect(flat.findIndex(Boolean)).toBe(empty);
    expect(flat.filter(Boolean)).toEqual(Array.from({ length: days }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`));
  });
});
