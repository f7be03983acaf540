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
  days: number; // in the whole period
  ranDays: number;
  monthsBegun: number;
  paysOn: number;
  closed: boolean;
  fullMonth: boolean | null; // as the worker said
}

export const daysOf = ({ first, last }: Span): number => Math.max(0, last - first + 1);

/** Find the days from a job's start or first work to its end or last work; to today while it has no end. */
export function runOf({ terms, entries, batches }: Job, today: string): Span {
  let first = terms.began_on;
  let last = terms.ended_on ?? today;
  for (const day of [first, ...entries.map((entry) => entry.worked_on), ...batches.map((each) => each.handed_in_on)]) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return { first: dayNumber(first), last: dayNumber(last) };
}

/** Find the pay period that holds a day; the one of a job paid as a whole is its run, whatever the day. */
export function spanOf({ kind, starts_on = 1 }: Terms['pay_period'], day: number, run: Span): Span {
  if (kind === 'whole') return run;
  if (kind === 'week') {
    const first = day - ((weekdayOf(day) - starts_on + 7) % 7);
    return { first, last: first + 6 };
  }
  const month = monthStart(day);
  if (kind === 'half_month') {
    return day < month + 15 ? { first: month, last: month + 14 } : { first: month + 15, last: monthStart(day, 1) - 1 };
  }
  const earlier = day < month + starts_on - 1 ? 1 : 0;
  return {
    first: monthStart(day, -earlier) + starts_on - 1,
    last: monthStart(day, 1 - earlier) + starts_on - 2,
  };
}

/** Count the months that a span has begun, from its first day on: a month and a day is two. */
function monthsBegun({ first, last }: Span): number {
  let months = 1;
  while (addMonths(isoDay(first), months) <= isoDay(last)) months++;
  return months;
}

/** Is it a pay month of which the job ran every day? */
export const wholeMonth = ({ kind, ranDays, days }: PayPeriod): boolean => kind === 'month' && ranDays === days;

/** Describe a pay period by what the terms and the worker say of it. */
export function described(span: Span, run: Span, { terms, marks }: Job, today: number): PayPeriod {
  const { kind, pay_after_days = 15 } = terms.pay_period;
  const own = marks.filter((mark) => spanOf(terms.pay_period, dayNumber(mark.for_period), run).first === span.first);
  const said = own.map((mark) => mark.full_month);
  const ran = { first: Math.max(span.first, run.first), last: terms.ended_on ? Math.min(span.last, run.last) : span.last };
  return {
    ...span,
    kind,
    ran,
    days: daysOf(span),
    ranDays: daysOf(ran),
    monthsBegun: kind === 'whole' ? monthsBegun(span) : 1,
    paysOn: span.last + pay_after_days,
    closed: span.last + pay_after_days < today || own.some((mark) => mark.all_paid),
    fullMonth: said.includes(false) ? false : said.includes(true) ? true : null,
  };
}

/** List the pay periods that overlap the run, or hold a day on which money moved, and end within the days asked for. */
export function spansOf(pay: Terms['pay_period'], run: Span, moneyDays: Iterable<number>, asked: Span): Span[] {
  const spans = new Map<number, Span>();
  const add = (span: Span) => {
    if (span.last >= asked.first && span.last <= asked.last) spans.set(span.first, span);
    return span.last + 1;
  };
  for (let day = Math.max(run.first, asked.first); day <= Math.min(run.last, asked.last); ) day = add(spanOf(pay, day, run));
  for (const day of moneyDays) add(spanOf(pay, day, run));
  return [...spans.values()].sort((a, b) => a.first - b.first);
}
