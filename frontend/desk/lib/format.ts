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

/** "11 Nov, 14:05": an instant, as the clock on this wall shows it. */
export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(tag(), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
