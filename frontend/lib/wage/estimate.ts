/**
 * The phone's mirror of the arithmetic of pay: the same answer as `POST /v1/wages/estimate`, without a network.
 *
 * Both follow docs/sums.md and are held to tests/vectors/wages/; money is BigInt fractions until a line is rounded.
 */
import type { components } from '../schema';
import type { Estimate, Job, Period } from '../records';
import { agreed } from './agreed';
import { complete, filed, minor, type Book } from './books';
import { dayNumber, isoDay } from './day';
import { rowsFor } from './floors';
import { sum } from './fraction';
import { legalCheck } from './legal';
import { count, paidActivities, type Timed } from './minutes';
import { described, runOf, type PayPeriod } from './periods';
import type { LegalSetting, Pay } from './possible';
import { realWage, totalOf, type Reckoned } from './realwage';
import type { Reference } from './reference';

export type { Reference } from './reference';
export type EstimateIn = components['schemas']['EstimateIn'];

type JobOut = Estimate['jobs'][number];

/** What a job adds up over its pay periods. */
const TOTALS = [
  'agreed_all_minor',
  'agreed_accepted_minor',
  'received_minor',
  'kept_minor',
  'withheld_minor',
  'costs_minor',
] as const;

function minutesOf({ rows }: Timed, paid: string[]) {
  const real = rows.filter((row) => row.in_real_wage);
  return {
    minutes: rows,
    real_minutes: sum(real, 'minutes'),
    unpaid_minutes: sum(real.filter(({ activity }) => !paid.includes(activity)), 'minutes'),
  };
}

/** Add up what the law looks at in a pay period's money. */
function payOf({ payments, deductions, foreign }: Book, { terms, rule }: LegalSetting): Pay {
  const money = payments.filter(({ form }) => form !== 'in_kind');
  const held = (...kinds: string[]) => minor(deductions.filter(({ kind }) => kinds.includes(kind)));
  const insured = rule?.insurance[terms.place.region ?? ''] ?? rule?.insurance[terms.place.country];
  return {
    received: minor(money),
    overtime: money.some(({ overtime_minor }) => overtime_minor != null) ? sum(money, 'overtime_minor') : null,
    allowance: sum(money, 'allowance_minor'),
    sure: held('tax') + (insured === 'inside' ? held('insurance') : 0),
    insurance: insured ? 0 : held('insurance'),
    unsure: held('meals', 'dormitory', 'other'),
    foreign,
  };
}

function reckon(setting: LegalSetting, span: PayPeriod, book: Book): Reckoned {
  const timed = count(book.entries, setting.terms, setting.rule);
  const { lines, ...handedIn } = agreed(setting, span, timed, book.batches);
  const pay = payOf(book, setting);
  const { legal, yard } = legalCheck(setting, span, timed, pay);
  const costs_minor = minor(book.costs) - sum(book.costs, 'refunded_minor');
  const withheld_minor = minor(book.deductions);
  const agreed_all_minor = sum(lines, 'all_minor');
  const agreed_accepted_minor = sum(lines, 'accepted_minor');
  const period: Period = {
    starts_on: isoDay(span.first),
    ends_on: isoDay(span.last),
    pays_on: isoDay(span.paysOn),
    closed: span.closed,
    ...minutesOf(timed, paidActivities(setting.terms)),
    lines,
    agreed_all_minor,
    agreed_accepted_minor,
    received_minor: pay.received,
    in_kind_minor: minor(book.payments) - pay.received,
    costs_minor,
    kept_minor: pay.received - costs_minor,
    withheld_minor,
    missing_all_minor: agreed_all_minor - pay.received - withheld_minor,
    missing_accepted_minor: agreed_accepted_minor - pay.received - withheld_minor,
    ...handedIn,
    legal,
  };
  return { period, yard };
}

/** A currency that the ISO 4217 table does not list: its minor unit is not known. The service answers 422. */
export class UnknownCurrency extends RangeError {
  override name = 'UnknownCurrency';
}

/** Work out one job: its answer, and its pay periods for the wage over all jobs. */
function jobSums(given: Job, asked: EstimateIn, reference: Reference): { out: JobOut; periods: Reckoned[] } {
  const job = complete(given);
  const { terms } = job;
  const today = dayNumber(asked.today);
  const digits = reference.digits[terms.currency];
  if (digits === undefined) throw new UnknownCurrency(terms.currency);
  const floors = rowsFor(reference.floors, terms.place);
  const setting: LegalSetting = { terms, rule: reference.rules[terms.place.country], digits, today, floors };
  const run = runOf(job, asked.today);
  const within = { first: dayNumber(asked.first_day), last: dayNumber(asked.last_day) };
  const { books, loose, currencies } = filed(job, run, within);
  const periods = books.map((book) => {
    const period = described(book.span, book.marks, terms, run, today);
    return reckon(setting, period, { ...book, foreign: book.foreign || loose.foreign });
  });
  const totals = Object.fromEntries(TOTALS.map((key) => [key, totalOf(periods, key)]));
  const out: JobOut = {
    id: job.id,
    currency: terms.currency,
    digits,
    periods: periods.map(({ period }) => period),
    real_wage: realWage(terms.currency, periods, currencies.size > 0),
    ...(totals as Record<(typeof TOTALS)[number], number>),
    other_currencies: [...currencies].sort(),
    unassigned_minor: minor(loose.payments.filter(({ form }) => form !== 'in_kind')),
  };
  return { out, periods };
}

/** Refuse an answer with a number that is not exact: an integer that a number can hold. */
function refuseInexact(value: unknown): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('not an exact integer');
  if (value && typeof value === 'object') Object.values(value).forEach(refuseInexact);
}

/** Work out what jobs earned: agreed, received, real wage and legal check, each as docs/sums.md defines it; throws UnknownCurrency. */
export function estimate(asked: EstimateIn, reference: Reference): Estimate {
  const jobs = asked.jobs.map((job) => jobSums(job, asked, reference));
  const currencies = [...new Set(jobs.map(({ out }) => out.currency))].sort();
  const real_wages = currencies.map((currency) => {
    const own = jobs.filter(({ out }) => out.currency === currency);
    const foreign = own.some(({ out }) => out.other_currencies.length > 0);
    return realWage(currency, own.flatMap(({ periods }) => periods), foreign);
  });
  const answer = { jobs: jobs.map(({ out }) => out), real_wages };
  refuseInexact(answer);
  return answer;
}
