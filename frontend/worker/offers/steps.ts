/** When the first steps after a payment are still in time, and which contacts can be reached by a number. */
import type { HelpCountry, HelpLine } from '../../lib/reference';

export type When = 'now' | 'hour' | 'today' | 'earlier';
export type Step = HelpCountry['first_hour'][number];

export interface Due {
  step: Step;
  late: boolean;
}

const HOUR = 3_600_000;
const ORDER: Step['within'][] = ['now', 'hour', 'day', 'days', 'weeks', 'month'];
const LEAST: Record<When, number> = { now: 0, hour: 0, today: 1, earlier: 24 }; // hours that have surely passed
const LAST: Partial<Record<Step['within'], number>> = { now: 1, hour: 1, day: 24 }; // hours; the later ones wait for an answer

/** Sort the steps by when they are due, and mark those whose time has passed since the answer was tapped. */
export function due(steps: Step[], when: When, askedAt: number, now: number): Due[] {
  const hours = LEAST[when] + Math.max(0, now - askedAt) / HOUR;
  return [...steps]
    .sort((a, b) => ORDER.indexOf(a.within) - ORDER.indexOf(b.within))
    .map((step) => ({ step, late: hours >= (LAST[step.within] ?? Infinity) }));
}

/**
 * Give the numbers of a contact, as its English words name them; none where it is anything but numbers.
 *
 * Among other words a number may be one to text or to forward to, and a wrong call costs minutes: those are shown as
 * they are written. A word in brackets may follow a number.
 */
export function numbersIn(contact: string): HelpLine['numbers'] {
  const sms = contact.startsWith('SMS to ');
  const parts = contact.replace(/^SMS to /, '').split(/,| or /);
  const found = parts.map((part) => /^\+?\d[\d\s-]*\d(?=\s*(\(.*)?$)/.exec(part.trim())?.[0]);
  return found.every(Boolean) ? found.map((number) => ({ via: sms ? ('sms' as const) : ('call' as const), number: number! })) : [];
}
