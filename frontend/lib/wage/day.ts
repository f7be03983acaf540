/**
 * Days without clocks or zones: 'YYYY-MM-DD' outside, the count of days since 1970-01-01 inside.
 *
 * A day here is what the worker's own calendar said, so summer time and travel cannot move it.
 */
const MILLISECONDS = 86_400_000;

/** Count the days from 1970-01-01; Date.UTC has neither zone nor summer time. */
export const dayNumber = (day: string): number =>
  Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8)) / MILLISECONDS;

export const isoDay = (number: number): string => new Date(number * MILLISECONDS).toISOString().slice(0, 10);

/** Tell the ISO weekday of a counted day, 1 is Monday. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** Count the first day of the month that is `months` after that of a counted day. */
export function monthStart(number: number, months = 0): number {
  const date = new Date(number * MILLISECONDS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months) / MILLISECONDS;
}

export const addDays = (day: string, days: number): string => isoDay(dayNumber(day) + days);

export const weekday = (day: string): number => weekdayOf(dayNumber(day));

/** Find the Monday of a day's ISO week. */
export const weekStart = (day: string): string => addDays(day, 1 - weekday(day));

/** Count the days from one day to another: 1 from a day to the next, below zero backwards. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

export const lastOfMonth = (day: string): string => isoDay(monthStart(dayNumber(day), 1) - 1);

/** Add whole months; a day that the month does not have becomes its last. */
export function addMonths(day: string, months: number): string {
  const first = monthStart(dayNumber(day), months);
  return isoDay(Math.min(first + +day.slice(8) - 1, monthStart(first, 1) - 1));
}
