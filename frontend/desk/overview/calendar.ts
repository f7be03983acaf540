/** When windows end and releases come: a fixed grid, so that nobody chooses the moment (docs/releases.md). */

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 5); // a Monday; windows of 28 days are counted from it
const WINDOW = 28;
const PATIENCE = 3; // days for phones without a network to send

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Give the first day of a window: a release's id is the last one. */
export const firstDay = (id: string): string => iso(Date.parse(id) - (WINDOW - 1) * DAY);

/** Count the days of a window, both ends included. */
export const daysOf = (first: string, last: string): number => (Date.parse(last) - Date.parse(first)) / DAY + 1;

/**
 * Give the window that runs today (UTC) and the first day on which it can be frozen.
 *
 * 2026-11-22 is day 321 of the grid; 321 = 11 * 28 + 13, so its window began on day 308 and ends on day 335, 2026-12-06.
 */
export function running(now: number): { lastDay: string; freezeOn: string } {
  const day = Math.floor((now - FIRST) / DAY);
  const last = Math.floor(day / WINDOW) * WINDOW + WINDOW - 1;
  return { lastDay: iso(FIRST + last * DAY), freezeOn: iso(FIRST + (last + PATIENCE) * DAY) };
}
