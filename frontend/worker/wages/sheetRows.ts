/** The hours sheet of a span as a table: what was logged day by day, with or without amounts, notes only if asked. */
import { decimal } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Book } from '../../lib/jobs';
import type { Row } from '../../lib/records';
import type { Sheet } from '../../lib/sheet';
import { jobName, word } from './words';

export interface Chosen {
  first: string;
  last: string;
  amounts: boolean;
  notes: boolean; // also project names, payers and clock times: what only the owner's phone reads
}

type Line = Record<(typeof COLUMNS)[number], string | number>;
const COLUMNS = ['day', 'kind', 'minutes', 'tasks', 'amount', 'currency', 'how', 'what', 'job', 'note'] as const;

const EMPTY: Line = { day: '', job: '', what: '', kind: '', minutes: '', tasks: '', amount: '', currency: '', how: '', note: '' };

/** Make the table of a span, oldest day first. */
export function sheetOf(book: Book, digits: (currency: string) => number, chosen: Chosen): Sheet {
  const columns = COLUMNS.filter((name) => (chosen.amounts || !['amount', 'currency'].includes(name)) && (chosen.notes || name !== 'note'));
  const lines = [...times(book, chosen), ...batches(book, chosen), ...(chosen.amounts ? amounts(book, digits) : [])]
    .filter((line) => chosen.first <= line.day && line.day <= chosen.last)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    headers: columns.map((name) => t(`sheet.col.${name}`)),
    rows: lines.map((line) => columns.map((name) => line[name])),
  };
}

function named(book: Book, id: string, notes: boolean): string {
  const engagement = book.engagement.find((row) => row.id === id)?.body;
  if (!engagement) return '';
  const { project: _, ...open } = engagement; // a project's name is for its owner alone
  return jobName(book, notes ? engagement : open);
}

type Dated = Line & { day: string };

function times(book: Book, { notes }: Chosen): Dated[] {
  return book.time_entry.map(({ body }) => ({
    ...EMPTY,
    day: body.worked_on,
    job: named(book, body.engagement_id, notes),
    what: t('sheet.what.time'),
    kind: [word(`activity.${body.activity}`), body.required == null ? '' : t(body.required ? 'sheet.required' : 'sheet.own_choice')].filter(Boolean).join(' · '),
    minutes: body.minutes,
    how: t(`sheet.source.${body.source}`),
    note: joined(body.starts_at_minute === undefined ? '' : wall(body.starts_at_minute), body.note),
  }));
}

function batches(book: Book, { notes, amounts: withPrice }: Chosen): Dated[] {
  return book.batch.map(({ body }) => ({
    ...EMPTY,
    day: body.handed_in_on,
    job: named(book, body.engagement_id, notes),
    what: t('sheet.what.batch'),
    kind: withPrice ? `${body.unit} × ${body.unit_price}` : body.unit,
    tasks: t('sheet.outcome', { all: body.submitted, ok: body.accepted, no: body.rejected, back: body.returned }),
    how: body.reason ? word(`reason.${body.reason}`) : '',
    note: joined(body.project, body.threshold, body.guideline, body.note),
  }));
}

/** Money as it came, was withheld, or was spent. */
function amounts(book: Book, digits: (currency: string) => number): Dated[] {
  const line = (row: Row<'payment'> | Row<'deduction'> | Row<'cost'>, day: string, kind: string, note: string): Dated => ({
    ...EMPTY,
    day,
    job: named(book, row.body.engagement_id, false),
    what: t(`sheet.what.${row.kind as 'payment' | 'deduction' | 'cost'}`),
    kind,
    amount: decimal(row.body.amount_minor, digits(row.body.currency)),
    currency: row.body.currency,
    note,
  });
  return [
    ...book.payment.map((row) => line(row, row.body.received_on, `${t(`form.${row.body.form}`)} · ${t(`channel.${row.body.channel}`)}`, joined(row.body.payer, row.body.note))),
    ...book.deduction.map((row) => line(row, row.body.withheld_on, word(`deduction.${row.body.kind}`), joined(row.body.note))),
    ...book.cost.map((row) => line(row, row.body.spent_on, costKind(row, digits), joined(row.body.note))),
  ];
}

function costKind({ body }: Row<'cost'>, digits: (currency: string) => number): string {
  const back = body.refunded_minor ? t('records.refunded', { amount: decimal(body.refunded_minor, digits(body.currency)) }) : '';
  return [word(`cost.${body.kind}`), back].filter(Boolean).join(' · ');
}

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ');
const wall = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
