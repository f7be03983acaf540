/** A job's records, each in its pay period (docs/sums.md, "Pay periods"). */
import type { Job } from '../records';
import { dayNumber } from './day';
import { sum } from './fraction';
import { spanOf, type Span } from './periods';

type Money = Pick<Job, 'payments' | 'deductions' | 'costs'>;

/** The records of one pay period, in the job's currency. */
export interface Book extends Money, Pick<Job, 'entries' | 'batches'> {
  foreign: boolean; // a payment or deduction in another currency belongs here and was left out
}

/** All books of a job, by the first day of their pay period, and what belongs to none. */
export interface Books {
  of: Map<number, Book>;
  moneyDays: number[]; // days of the pay periods to which money belongs, in whatever currency
  unassigned: Job['payments'];
  currencies: Set<string>; // others than the job's, which were left out
  foreign: boolean; // a payment in another currency is for no pay period yet
}

/** Add up the amounts of some records. */
export const minor = (records: { amount_minor: number }[]): number => sum(records, ({ amount_minor }) => amount_minor);

const nothing = () => ({ entries: [], batches: [], payments: [], deductions: [], costs: [] });

/** Start a pay period's book without records. */
export const emptyBook = (): Book => ({ ...nothing(), foreign: false });

/** Give a job every list: what a body leaves out is what the service would take it for. */
export const complete = (job: Job): Job => Object.assign({ ...nothing(), marks: [] }, job);

/** File a job's records under their pay periods. */
export function filed({ terms, entries, batches, payments, deductions, costs }: Job, run: Span): Books {
  const books: Books = { of: new Map(), moneyDays: [], unassigned: [], currencies: new Set(), foreign: false };
  const at = (day: string): Book => {
    const { first } = spanOf(terms.pay_period, dayNumber(day), run);
    const book = books.of.get(first) ?? emptyBook();
    books.of.set(first, book);
    return book;
  };
  function money<K extends keyof Money>(kind: K, record: Money[K][number], day: string | null | undefined): void {
    const own = record.currency === terms.currency;
    const to = day ? at(day) : books;
    if (day) books.moneyDays.push(dayNumber(day));
    if (!own) books.currencies.add(record.currency);
    if (!own) to.foreign ||= kind !== 'costs';
    else if ('of' in to) to.unassigned.push(record as Money['payments'][number]);
    else (to[kind] as Money[K][number][]).push(record);
  }
  for (const entry of entries) at(entry.worked_on).entries.push(entry);
  for (const batch of batches) at(batch.handed_in_on).batches.push(batch);
  for (const payment of payments) money('payments', payment, payment.for_period);
  for (const held of deductions) money('deductions', held, held.for_period ?? held.withheld_on);
  for (const cost of costs) money('costs', cost, cost.for_period ?? cost.spent_on);
  return books;
}
