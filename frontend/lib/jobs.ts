/**
 * From the phone's rows to jobs: what a sum may see of each record, and which days and pay periods are meant.
 *
 * Only the fields of the service's schemas leave a row here. Notes, names, clock times and links stay behind, so that
 * what is worked out, printed or one day sent cannot carry them.
 */
import type { Estimate, Job, Kind, Period, Row, Terms } from './records';
import type { components } from './schema';
import { addDays, dayNumber, isoDay, lastOfMonth, weekStart } from './wage/day';
import { runOf, spanOf } from './wage/periods';

type S = components['schemas'];
type Fields<T> = Record<keyof T, true>; // every field of the schema and no other, or it does not compile

type PayKind = Exclude<Kind, 'profile' | 'consent' | 'withdrawal'>;
/** The live rows that pay is worked out from. */
export type Book = { [K in PayKind]: Row<K>[] };
export type JobFigures = Estimate['jobs'][number];

/** Days that are looked at together: pay periods belong to the span in which they end. */
export interface Span {
  kind: 'week' | 'month' | 'year';
  first: string;
  last: string;
}

/** A pay period that a payment may be for. */
export type PeriodDays = Pick<Period, 'starts_on' | 'ends_on' | 'pays_on'>;

const TERMS: Fields<S['Terms']> = {
  rates: true,
  currency: true,
  contract_kind: true,
  pay_period: true,
  place: true,
  began_on: true,
  ended_on: true,
  weekly_minutes_agreed: true,
  waiting_required: true,
  paid_activities: true,
};
const ENTRY: Fields<S['TimeEntry']> = { worked_on: true, minutes: true, activity: true, required: true, source: true };
const BATCH: Fields<S['Batch']> = {
  handed_in_on: true,
  unit: true,
  unit_price: true,
  submitted: true,
  accepted: true,
  rejected: true,
  returned: true,
  reason: true,
  task_type: true,
  approved_on: true,
  paid_on: true,
};
const PAYMENT: Fields<S['Payment']> = {
  received_on: true,
  amount_minor: true,
  currency: true,
  for_period: true,
  form: true,
  overtime_minor: true,
  allowance_minor: true,
  channel: true,
};
const DEDUCTION: Fields<S['Deduction']> = { withheld_on: true, amount_minor: true, currency: true, kind: true, for_period: true };
const COST: Fields<S['Cost']> = {
  spent_on: true,
  amount_minor: true,
  currency: true,
  kind: true,
  refunded_minor: true,
  for_period: true,
};
const MARK: Fields<S['PeriodMark']> = { for_period: true, all_paid: true, full_month: true };

function only<T extends object>(body: T, fields: Fields<T>): T {
  const kept = Object.entries(body).filter(([name, value]) => name in fields && value !== undefined);
  return Object.fromEntries(kept) as T;
}

type OfJob = { body: { engagement_id: string } };

/** Gather one engagement and its rows as the arithmetic and the service take them. */
export function jobOf(book: Book, { id, body }: Row<'engagement'>): Job {
  const own = <R extends OfJob>(all: R[]) => all.filter((row) => row.body.engagement_id === id);
  return {
    id,
    terms: only<Terms>(body, TERMS),
    entries: own(book.time_entry).map((row) => only<S['TimeEntry']>(row.body, ENTRY)),
    batches: own(book.batch).map((row) => only<S['Batch']>(row.body, BATCH)),
    payments: own(book.payment).map((row) => only<S['Payment']>(row.body, PAYMENT)),
    deductions: own(book.deduction).map((row) => only<S['Deduction']>(row.body, DEDUCTION)),
    costs: own(book.cost).map((row) => only<S['Cost']>(row.body, COST)),
    marks: own(book.period_mark).map((row) => only<S['PeriodMark']>(row.body, MARK)),
  };
}

export const jobsOf = (book: Book): Job[] => book.engagement.map((row) => jobOf(book, row));

/** Find the pay period of a job that holds a day; a job paid as a whole has one, which holds every day. */
export function periodAt(job: Job, day: string, today: string): PeriodDays {
  const span = spanOf(job.terms.pay_period, dayNumber(day), runOf(job, today));
  const pays = span.last + (job.terms.pay_period.pay_after_days ?? 15);
  return { starts_on: isoDay(span.first), ends_on: isoDay(span.last), pays_on: isoDay(pays) };
}

/** Find the week (from Monday), month or year that holds a day. */
export function spanAround(kind: Span['kind'], day: string): Span {
  if (kind === 'week') return { kind, first: weekStart(day), last: addDays(weekStart(day), 6) };
  if (kind === 'month') return { kind, first: `${day.slice(0, 7)}-01`, last: lastOfMonth(day) };
  return { kind, first: `${day.slice(0, 4)}-01-01`, last: `${day.slice(0, 4)}-12-31` };
}

/** Step to the span before (-1) or after (1). */
export const stepped = ({ kind, first, last }: Span, by: -1 | 1): Span =>
  spanAround(kind, by < 0 ? addDays(first, -1) : addDays(last, 1));

/** Add up one figure over the pay periods of some jobs. */
export const total = (jobs: JobFigures[], of: (period: Period) => number): number =>
  jobs.reduce((all, { periods }) => all + periods.reduce((sum, period) => sum + of(period), 0), 0);

/** Unpaid rework of a period: minutes sent back to do again that no rate promises to pay. */
export function freeRework({ minutes }: Period, terms: Terms): number {
  const paid = terms.paid_activities ?? ['paid_work', 'meeting', 'broken_tool'];
  if (paid.includes('rework')) return 0;
  return minutes.filter((row) => row.activity === 'rework').reduce((sum, row) => sum + row.minutes, 0);
}
