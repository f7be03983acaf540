/** A job's records, each in its pay period (docs/sums.md, "Pay periods"). */
import type { Job } from '../records';
import { dayNumber } from './day';
import { sum } from './fraction';
import { spanOf, type Span } from './periods';

type Money = Pick<Job, 'payments' | 'deductions' | 'costs'>;

/** The records of one pay period, in the job's currency. */
export interface Book extends Omit<Job, 'id' | 'terms'> {
  span: Span;
  foreign: boolean; // a payment or deduction in another currency belongs here and was left out
}

/** All books of a job. */
interface Books {
  books: Book[]; // in order of time
  loose: Book; // payments that are for no pay period yet
  currencies: Set<string>; // others than the job's, which were left out
}

/** Add up the amounts of some records. */
export const minor = (records: { amount_minor: number }[]): number => sum(records, 'amount_minor');

const nothing = () => ({ entries: [], batches: [], payments: [], deductions: [], costs: [], marks: [] });

/** Give a job every list: what a body leaves out is what the service would take it for. */
export const complete = (job: Job): Job => Object.assign(nothing(), job);

/** File a job's records under their pay periods; each that the run overlaps within some days has one, if empty. */
export function filed({ terms, ...job }: Job, run: Span, asked: Span): Books {
  const books = new Map<number, Book>();
  const currencies = new Set<string>();
  const loose: Book = { ...nothing(), span: run, foreign: false };
  const spanAt = (day: number) => spanOf(terms.pay_period, day, run);
  const open = (day: number): Book => {
    const span = spanAt(day);
    const book = books.get(span.first) ?? { ...nothing(), span, foreign: false };
    books.set(span.first, book);
    return book;
  };
  function file<K extends keyof Money>(kind: K, record: Money[K][number], day: string | null | undefined): void {
    const book = day ? open(dayNumber(day)) : loose;
    if (record.currency === terms.currency) (book[kind] as Money[K][number][]).push(record);
    else {
      currencies.add(record.currency);
      book.foreign ||= kind !== 'costs';
    }
  }
  for (let day = Math.max(run.first, asked.first); day <= Math.min(run.last, asked.last); ) day = open(day).span.last + 1;
  for (const entry of job.entries) open(dayNumber(entry.worked_on)).entries.push(entry);
  for (const batch of job.batches) open(dayNumber(batch.handed_in_on)).batches.push(batch);
  for (const payment of job.payments) file('payments', payment, payment.for_period);
  for (const held of job.deductions) file('deductions', held, held.for_period ?? held.withheld_on);
  for (const cost of job.costs) file('costs', cost, cost.for_period ?? cost.spent_on);
  for (const mark of job.marks) books.get(spanAt(dayNumber(mark.for_period)).first)?.marks.push(mark);
  const within = [...books.values()].filter(({ span }) => span.last >= asked.first && span.last <= asked.last);
  return { books: within.sort((a, b) => a.span.first - b.span.first), loose, currencies };
}
