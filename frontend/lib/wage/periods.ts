/** Pay periods: how they follow one another, which of them an answer holds, and when they are closed. */
import type { Job, Terms } from '../records';
import { addMonths, dayNumber, isoDay, monthStart, weekdayOf } from './day';

/** Days as counted in day.ts, from the first to the last; none when the last comes before the first. */
export interface Span {
  first: number;
  last: number;
}

export interface PayPeriod extends Span {
  kind: Terms['pay_period']['kind'];
  ran: Span; // the days on which the job ran
  ranDays: number;
  whole: boolean; // a pay month of which the job ran every day
  monthsBegun: number;
  paysOn: number;
  closed: boolean;
  fullMonth: boolean | null; // as the worker said
}

export const daysOf = ({ first, last }: Span): number => Math.max(0, last - first + 1);

/** Find the days from a job's start or first work to its end or last work; to today while it has no end. */
export function runOf({ terms, entries, batches }: Job, today: string): Span {
  const worked = [...entries.map((entry) => entry.worked_on), ...batches.map((batch) => batch.handed_in_on)];
  const days = [terms.began_on, ...worked].map(dayNumber).sort((a, b) => a - b);
  const [first = 0] = days;
  return { first, last: Math.max(dayNumber(terms.ended_on ?? today), ...days.slice(-1)) };
}

/** Find the pay period that holds a day; the one of a job paid as a whole is its run, whatever the day. */
export function spanOf({ kind, starts_on = 1 }: Terms['pay_period'], day: number, run: Span): Span {
  if (kind === 'whole') return run;
  if (kind === 'week') {
    const first = day - ((weekdayOf(day) - starts_on + 7) % 7);
    return { first, last: first + 6 };
  }
  const earlier = day < monthStart(day) + starts_on - 1 ? 1 : 0;
  const first = monthStart(day, -earlier) + starts_on - 1;
  const last = monthStart(day, 1 - earlier) + starts_on - 2;
  if (kind === 'month') return { first, last };
  return day < first + 15 ? { first, last: first + 14 } : { first: first + 15, last };
}

/** Count the months that a span has begun, from its first day on: a month and a day is two. */
function monthsBegun({ first, last }: Span): number {
  let months = 1;
  while (addMonths(isoDay(first), months) <= isoDay(last)) months++;
  return months;
}

/** Describe a pay period by what the terms and the worker say of it. */
export function described(span: Span, marks: Job['marks'], terms: Terms, run: Span, today: number): PayPeriod {
  const { kind, pay_after_days = 15 } = terms.pay_period;
  const paysOn = span.last + pay_after_days;
  const ran = { first: Math.max(span.first, run.first), last: terms.ended_on ? Math.min(span.last, run.last) : span.last };
  const ranDays = daysOf(ran);
  const said = marks.map((mark) => mark.full_month);
  return {
    ...span,
    kind,
    ran,
    ranDays,
    whole: kind === 'month' && ranDays === daysOf(span),
    monthsBegun: kind === 'whole' ? monthsBegun(span) : 1,
    paysOn,
    closed: paysOn < today || marks.some((mark) => mark.all_paid),
    fullMonth: said.includes(false) ? false : said.includes(true) || null,
  };
}
