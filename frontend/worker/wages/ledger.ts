/** The ledger of rejected work: what it was worth, why it was refused, how long answers and money took. */
import type { Book } from '../../lib/jobs';
import type { Bodies, Row, Terms } from '../../lib/records';
import { daysBetween } from '../../lib/wage/day';
import { fraction, inMinor, over, round, times } from '../../lib/wage/fraction';

type Batch = Row<'batch'>;

interface Rejected {
  submitted: number;
  rejected: number;
  returned: number;
  rejected_minor: number;
  returned_minor: number;
  rework_minutes: number; // that no rate promises to pay
  rework_minor: number | null; // at the agreed hourly rate; null where there is none
}

export interface Waited {
  n: number;
  median: number; // days
  longest: number;
}

export interface Group extends Rejected {
  key: string;
  engagement_id: string;
  project: string;
}

/** Value of a share of some batches: each batch's tasks at its own price, rounded once for each (price, unit). */
function value(batches: Batch[], digits: number, part: 'rejected' | 'returned'): number {
  const counts = new Map<string, { price: string; n: number }>();
  for (const { body } of batches) {
    const key = `${body.unit_price} ${body.unit}`;
    counts.set(key, { price: body.unit_price, n: (counts.get(key)?.n ?? 0) + (body[part] ?? 0) });
  }
  return [...counts.values()].reduce((sum, { price, n }) => sum + round(times(inMinor(price, digits), fraction(n))), 0);
}

const pays = (terms: Terms, activity: Terms['paid_activities'][number]): boolean =>
  (terms.paid_activities ?? ['paid_work', 'meeting', 'broken_tool']).includes(activity);

/** Unpaid rework, and what it would be worth at the agreed hourly rate. */
function rework(entries: Row<'time_entry'>[], terms: Terms, digits: number): [minutes: number, minor: number | null] {
  const free = pays(terms, 'rework') ? [] : entries.filter(({ body }) => body.activity === 'rework');
  const minutes = free.reduce((sum, { body }) => sum + body.minutes, 0);
  const rate = terms.rates.find(({ basis }) => basis === 'hour')?.amount;
  return [minutes, rate ? round(over(times(inMinor(rate, digits), fraction(minutes)), fraction(60))) : null];
}

/** Add up rejected work of one job over some batches and entries. */
export function rejectedOf(batches: Batch[], entries: Row<'time_entry'>[], terms: Terms, digits: number): Rejected {
  const count = (of: (body: Bodies['batch']) => number) => batches.reduce((sum, { body }) => sum + of(body), 0);
  const [rework_minutes, rework_minor] = rework(entries, terms, digits);
  return {
    submitted: count((body) => body.submitted),
    rejected: count((body) => body.rejected ?? 0),
    returned: count((body) => body.returned ?? 0),
    rejected_minor: value(batches, digits, 'rejected'),
    returned_minor: value(batches, digits, 'returned'),
    rework_minutes,
    rework_minor,
  };
}

/** Group one job's batches by project; rework time is the job's own, for an entry names no project. */
export function byProject(book: Book, engagement: Row<'engagement'>, digits: number, within: (day: string) => boolean): Group[] {
  const batches = book.batch.filter(({ body }) => body.engagement_id === engagement.id && within(body.handed_in_on));
  const entries = book.time_entry.filter(({ body }) => body.engagement_id === engagement.id && within(body.worked_on));
  const names = [...new Set(batches.map(({ body }) => body.project ?? ''))].sort();
  if (!names.length) names.push('');
  const groups = names.map((project, at) => ({
    key: `${engagement.id} ${project}`,
    engagement_id: engagement.id,
    project,
    ...rejectedOf(
      batches.filter(({ body }) => (body.project ?? '') === project),
      at === 0 ? entries : [],
      engagement.body,
      digits,
    ),
  }));
  return groups.filter((group) => group.submitted || group.rework_minutes);
}

/** Count rejected and returned tasks by the reason that was given; "no reason given" is one. */
export function reasons(batches: Batch[]): { reason: string; tasks: number }[] {
  const counts = new Map<string, number>();
  for (const { body } of batches) {
    const tasks = (body.rejected ?? 0) + (body.returned ?? 0);
    const reason = body.reason ?? 'not_written';
    if (tasks) counts.set(reason, (counts.get(reason) ?? 0) + tasks);
  }
  return [...counts].map(([reason, tasks]) => ({ reason, tasks })).sort((a, b) => b.tasks - a.tasks);
}

/** Days from handing in to an answer or to money: median and longest; null where no batch says. */
export function waited(batches: Batch[], until: 'approved_on' | 'paid_on'): Waited | null {
  const days = batches
    .flatMap(({ body }) => (body[until] ? [daysBetween(body.handed_in_on, body[until])] : []))
    .filter((n) => n >= 0)
    .sort((a, b) => a - b);
  if (!days.length) return null;
  const middle = (days[(days.length - 1) >> 1]! + days[days.length >> 1]!) / 2;
  return { n: days.length, median: middle, longest: days[days.length - 1]! };
}

/** Tasks without an answer yet, and how long the oldest has waited. */
export function pending(batches: Batch[], today: string): { tasks: number; days: number } {
  const open = batches
    .map(({ body }) => ({ body, left: body.submitted - (body.accepted ?? 0) - (body.rejected ?? 0) - (body.returned ?? 0) }))
    .filter(({ left }) => left > 0);
  const days = open.map(({ body }) => daysBetween(body.handed_in_on, today));
  return { tasks: open.reduce((sum, { left }) => sum + left, 0), days: Math.max(0, ...days) };
}

/** The last months up to one, oldest first, as 'YYYY-MM'. */
export function monthsTo(month: string, n: number): string[] {
  const [year, at] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return Array.from({ length: n }, (_, i) => {
    const index = year * 12 + (at - 1) - (n - 1 - i);
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}
