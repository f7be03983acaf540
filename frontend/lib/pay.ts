/** The figures of pay on this phone: a span's estimate, and the pay period that a new payment is likely for. */
import { jobsOf, spanAround, stepped, type Book, type Span } from './jobs';
import type { Estimate, Period, Row } from './records';
import { addDays } from './wage/day';
import { estimate } from './wage/estimate';
import type { Reference } from './wage/reference';

export * from './jobs';

/** Work out the figures of the pay periods that end within a span. */
export function figures(book: Book, span: { first: string; last: string }, today: string, reference: Reference): Estimate {
  return estimate({ today, first_day: span.first, last_day: span.last, jobs: jobsOf(book) }, reference);
}

const REACH = 190; // days back in which a payment's pay period is looked for: half a year of months

/** List the latest pay periods of a job with their figures, newest first. */
export function recentPeriods(book: Book, engagement: Row<'engagement'>, today: string, reference: Reference): Period[] {
  const { ended_on } = engagement.body;
  const last = ended_on && ended_on < today ? ended_on : today;
  const mine = { ...book, engagement: [engagement] };
  const span = { first: addDays(last, -REACH), last: addDays(last, 400) }; // the running one ends later
  return [...(figures(mine, span, today, reference).jobs[0]?.periods ?? [])].reverse();
}

const worked = ({ real_minutes, agreed_all_minor }: Period): boolean => real_minutes > 0 || agreed_all_minor > 0;

const short = (period: Period): boolean => period.received_minor === 0 || period.missing_accepted_minor > 0;

/**
 * Suggest which pay period a new payment is for: the latest that has ended and got nothing or too little ("last
 * period"), one with work before an empty one, else the one that is running.
 */
export function suggestedPeriod(newestFirst: Period[], today: string): Period | undefined {
  const ended = newestFirst.filter((period) => period.ends_on <= today);
  return ended.find((period) => short(period) && worked(period)) ?? ended.find(short) ?? newestFirst.find((period) => period.ends_on > today && period.starts_on <= today);
}

/** Choose the month to open with: this one, or the last while this one's pay day has not come and that one's has. */
export function firstSpan(book: Book, today: string, reference: Reference): Span {
  const now = spanAround('month', today);
  const before = stepped(now, -1);
  const settled = (span: Span) =>
    figures(book, span, today, reference).jobs.some(({ periods }) => periods.some((each) => each.closed && each.real_minutes));
  return !settled(now) && settled(before) ? before : now;
}
