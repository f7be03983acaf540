import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayNumber, daysBetween, isoDay, lastOfMonth, weekday, weekStart } from './day';

const days = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2100-12-31') });

describe('days', () => {
  it('knows weekdays, and the Monday of an ISO week across a new year', () => {
    expect([weekday('1970-01-01'), weekday('2026-11-22'), weekday('2024-02-29')]).toEqual([4, 7, 4]);
    expect(weekStart('2027-01-03')).toBe('2026-12-28');
    expect(weekStart('2026-12-28')).toBe('2026-12-28');
  });

  it('counts the leap day of 2024 and none in 2100', () => {
    expect([lastOfMonth('2024-02-10'), lastOfMonth('2100-02-10'), lastOfMonth('2026-12-31')]).toEqual([
      '2024-02-29',
      '2100-02-28',
      '2026-12-31',
    ]);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });

  it('is not moved by the days on which clocks change', () => {
    expect([addDays('2026-03-28', 2), addDays('2026-10-24', 2)]).toEqual(['2026-03-30', '2026-10-26']);
  });

  it('shortens a day that the month does not have', () => {
    expect([addMonths('2026-01-31', 1), addMonths('2025-10-31', 12), addMonths('2026-03-31', -1)]).toEqual([
      '2026-02-28',
      '2026-10-31',
      '2026-02-28',
    ]);
  });

  it('counts there and back, in order, a week apart on the same weekday', () => {
    fc.assert(
      fc.property(days, (number) => {
        const day = isoDay(number);
        expect(dayNumber(day)).toBe(number);
        expect(isoDay(number + 1) > day).toBe(true);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
      }),
    );
  });
});
