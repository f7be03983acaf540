import { expect, it } from 'vitest';
import { daysOf, firstDay, running } from './calendar';

/** 2026-10-12 is day 280 of the grid, which began on 2026-01-05: the 11th window begins there and ends 27 days later. */
it.each([
  ['2026-01-05T00:00:00Z', '2026-02-01', '2026-02-04'],
  ['2026-10-12T00:00:00Z', '2026-11-08', '2026-11-11'],
  ['2026-11-08T23:59:59Z', '2026-11-08', '2026-11-11'],
  ['2026-11-09T00:00:00Z', '2026-12-06', '2026-12-09'],
  ['2027-01-01T12:00:00Z', '2027-01-03', '2027-01-06'],
])('the window that runs at %s ends on %s and can be frozen from %s', (at, lastDay, freezeOn) => {
  expect(running(Date.parse(at))).toEqual({ lastDay, freezeOn });
});

it('a release is of the 28 days that end on its id', () => expect(firstDay('2026-11-08')).toBe('2026-10-12'));

it('a window has 28 days, both ends counted', () => expect(daysOf('2026-10-12', '2026-11-08')).toBe(28));
