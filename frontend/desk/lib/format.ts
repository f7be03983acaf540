/** Counts, days and moments of the desk in words. Days of releases are UTC days; moments are this browser's. */
import { language } from './words';

/** English puts the day first, as most of the world that reads it here does. */
const tag = (): string => (language.value === 'en' ? 'en-GB' : language.value);

const at = (iso: string) => new Date(`${iso}T12:00:00Z`);
const spoken = (iso: string, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', ...how }).format(at(iso));

export const count = (n: number): string => new Intl.NumberFormat(tag()).format(n);

/** "+5", "−10": a change. */
export const change = (n: number): string => (n < 0 ? `−${count(-n)}` : `+${count(n)}`);

/** "11 Nov" / "11月11日". */
export const shortDay = (iso: string): string => spoken(iso, { month: 'short', day: 'numeric' });

/** "11 Nov 2026" / "2026年11月11日". */
export const longDay = (iso: string): string => spoken(iso, { year: 'numeric', month: 'short', day: 'numeric' });

/** "17 Aug – 13 Sept 2026" / "2026年8月17日–9月13日": the year once where it is the same (browsers write it in digits in Chinese). */
export function span(first: string, last: string): string {
  const same = first.slice(0, 4) === last.slice(0, 4);
  const yearLast = language.value === 'en';
  const ends = [same && yearLast ? shortDay(first) : longDay(first), same && !yearLast ? shortDay(last) : longDay(last)];
  return ends.join(yearLast ? ' – ' : '–');
}

/** "11 Nov, 14:05": an instant, as the clock on this wall shows it. */
export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(tag(), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
