import { describe, expect, it } from 'vitest';
import { cells, EMPLOYERS, REGIONS, without } from './an-example';
import { barsOf, before, figure, firstIssue, issuesOf, mostFrequent, quarterUnpaid, saysNothing, type ReleaseLine } from './release';

describe('a figure', () => {
  it('is what the document says, and hidden where the document says nothing', () => {
    expect(figure(EMPLOYERS, 'reed_data', 'rejected')).toBe(20);
    expect(figure(EMPLOYERS, '*', '*')).toBe(80);
    expect(figure(EMPLOYERS, 'hill_tasks', 'late_pay')).toBeNull();
    expect(figure(undefined, '*', '*')).toBeNull();
  });
});

describe('the most frequent issue', () => {
  it('is taken from the margins, and says that others are hidden', () => {
    expect(mostFrequent(EMPLOYERS)).toEqual({ issues: ['rejected'], workers: 35, others: true });
  });

  it('names all that are the same, and "none of these" is no issue', () => {
    const margins = cells('* rejected 10', '* below_floor 5', '* unpaid_training 5', '* deduction 10', '* late_pay 5', '* none 45');
    expect(mostFrequent({ ...EMPLOYERS, cells: margins })).toEqual({ issues: ['rejected', 'deduction'], workers: 10, others: false });
  });

  it('is not guessed from cells when every margin is hidden', () => {
    const hidden = without(without(EMPLOYERS, '*', 'rejected'), '*', 'late_pay');
    expect(mostFrequent(hidden)).toBeNull();
  });
});

describe('a quarter or more unpaid', () => {
  it('is the sum of both bands: 25 and 15', () => expect(quarterUnpaid(REGIONS)).toBe(40));

  it.each(['under_50', 'half_or_more'])('is hidden when %s is', (band) => {
    expect(quarterUnpaid(without(REGIONS, '*', band))).toBeNull();
  });
});

describe('bars', () => {
  it('are the employers whose figure is shown, the largest first', () => {
    expect(barsOf(EMPLOYERS, 'rejected').map(({ row, workers }) => [row.key, workers])).toEqual([
      ['reed_data', 20],
      ['hill_tasks', 15],
    ]);
    expect(barsOf(EMPLOYERS, 'deduction')).toEqual([]);
  });

  it('begin with the most frequent issue; without margins with the first that has a bar', () => {
    expect(firstIssue(EMPLOYERS)).toBe('rejected');
    expect(firstIssue({ ...EMPLOYERS, cells: cells('reed_data deduction 10', '* * 60') })).toBe('deduction');
    expect(firstIssue({ ...EMPLOYERS, cells: cells('* * 60') })).toBe('rejected');
  });

  it('are never of those whom nothing hurt', () => {
    expect(issuesOf(EMPLOYERS)).toEqual(['rejected', 'below_floor', 'unpaid_training', 'deduction', 'late_pay']);
    expect(firstIssue({ ...EMPLOYERS, columns: ['none', 'rejected'], cells: cells('other none 20') })).toBe('rejected');
  });
});

it('a table with nothing but the total says nothing', () => {
  expect(saysNothing({ ...EMPLOYERS, rows: [], cells: cells('* * 60') })).toBe(true);
  expect(saysNothing(undefined)).toBe(true);
  expect(saysNothing(EMPLOYERS)).toBe(false);
});

describe('the release before', () => {
  const line = (id: string, state: ReleaseLine['state'] = 'published'): ReleaseLine => ({ id, number: 1, state, frozen_on: id });

  it('is the newest published one before it, never a later one and never one without figures', () => {
    const all = [line('2026-12-06'), line('2026-11-08'), line('2026-10-11', 'too_few'), line('2026-09-13'), line('2026-08-16')];
    expect(before(all, '2026-11-08')?.id).toBe('2026-09-13');
    expect(before(all, '2026-08-16')).toBeUndefined();
  });
});
