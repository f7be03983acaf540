/** A record's fields in the words of the forms that they were written in, never by the names they are stored under. */
import { count, currencyName, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Bodies, Terms } from '../../lib/records';
import { dated, word } from '../wages/words';

/** What the worker wrote: everything but this phone's own settings, and what was allowed. */
type RecordKind = Exclude<keyof Bodies, 'profile' | 'consent' | 'withdrawal'>;

/** What a value needs to be said that does not stand in the record itself. */
export interface Names {
  job: (id: string) => string;
  employer: (id: string) => string;
  place: (place: Terms['place']) => string;
  digits: (currency: string) => number;
}

interface Told {
  name: string; // as it is stored, to pick and compare by
  label: string;
  value: string;
}

type Body = Record<string, unknown>;
type Say = (value: never, names: Names, body: Body) => string;
type Field = [label: () => string, say: Say];
type Fields<K extends RecordKind> = { [F in keyof Bodies[K]]-?: Field };

const text: Say = (value: string) => value;
const number: Say = (value: number) => count(value);
const yes: Say = (value: boolean) => t(value ? 'app.yes' : 'app.no');
const onDay: Say = (value: string) => dated(value);
const job: Say = (id: string, names) => names.job(id);
const who: Say = (id: string, names) => names.employer(id);
const time: Say = (minutes: number) => duration(minutes);
const wall: Say = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const amount: Say = (minor: number, names, { currency }) => money(minor, String(currency), names.digits(String(currency)));
const currency: Say = (code: string) => currencyName(code);
const worded =
  (family: string): Say =>
  (code: string) =>
    word(`${family}.${code}`);

const ofJob: Field = [() => t('log.which'), job];
const note: Field = [() => t('field.note'), text];
const inMoney: Field = [() => t('job.currency'), currency];
const forPeriod: Field = [() => t('field.for_period'), onDay];

const rates: Say = (all: Terms['rates'], _, body) =>
  all.map(({ basis, amount: rate, unit }) => [word(`basis.${basis}`), rate, currencyName(String(body['currency'])), unit && `· ${unit}`].filter(Boolean).join(' ')).join(t('pay.comma'));
const period: Say = ({ kind, starts_on = 1, pay_after_days = 15 }: Terms['pay_period']) =>
  [word(`period.${kind}`), t('field.period_start', { n: starts_on }), t('field.pay_after', { n: pay_after_days })].join(' · ');
const activities: Say = (all: string[]) => all.map((each) => word(`activity.${each}`)).join(t('pay.comma'));

/** Every field of every kind, in the order in which it is shown: a new one without words does not compile. */
const FIELDS: { [K in RecordKind]: Fields<K> } = {
  time_entry: {
    worked_on: [() => t('app.day'), onDay],
    activity: [() => t('log.what'), worded('activity')],
    minutes: [() => t('log.long'), time],
    engagement_id: ofJob,
    required: [() => t('log.required'), yes],
    source: [() => t('sheet.col.how'), worded('sheet.source')],
    starts_at_minute: [() => t('field.started'), wall],
    note,
    zone: [() => t('field.zone'), text],
    clock_jumped: [() => t('field.clock_jumped'), yes],
  },
  batch: {
    handed_in_on: [() => t('batch.handed'), onDay],
    engagement_id: ofJob,
    unit: [() => t('batch.unit'), text],
    unit_price: [() => t('batch.price'), text],
    submitted: [() => t('batch.submitted'), number],
    accepted: [() => t('batch.accepted'), number],
    rejected: [() => t('batch.rejected'), number],
    returned: [() => t('batch.returned'), number],
    reason: [() => t('batch.reason'), worded('reason')],
    approved_on: [() => t('field.approved_on'), onDay],
    paid_on: [() => t('field.paid_on'), onDay],
    project: [() => t('field.project'), text],
    threshold: [() => t('field.threshold'), text],
    guideline: [() => t('field.guideline'), text],
    note,
    task_type: [() => t('field.task_type'), text],
  },
  payment: {
    received_on: [() => t('form.received_on'), onDay],
    amount_minor: [() => t('form.amount'), amount],
    engagement_id: ofJob,
    for_period: forPeriod,
    form: [() => t('form.what'), worded('form')],
    channel: [() => t('form.channel'), worded('channel')],
    payer: [() => t('form.payer_name'), text],
    overtime_minor: [() => t('form.overtime_part'), amount],
    allowance_minor: [() => t('form.allowance_part'), amount],
    currency: inMoney,
    note,
  },
  deduction: {
    withheld_on: [() => t('form.withheld_on'), onDay],
    amount_minor: [() => t('form.withheld'), amount],
    kind: [() => t('form.withheld_for'), worded('deduction')],
    engagement_id: ofJob,
    for_period: forPeriod,
    currency: inMoney,
    note,
  },
  cost: {
    spent_on: [() => t('form.spent_on'), onDay],
    amount_minor: [() => t('form.spent'), amount],
    kind: [() => t('form.spent_for'), worded('cost')],
    refunded_minor: [() => t('form.refunded'), amount],
    engagement_id: ofJob,
    for_period: forPeriod,
    currency: inMoney,
    note,
  },
  period_mark: {
    for_period: forPeriod,
    engagement_id: ofJob,
    all_paid: [() => t('settle.all_paid'), yes],
    full_month: [() => t('field.full_month'), yes],
  },
  employer: {
    name: [() => t('job.who'), text],
    kind: [() => t('job.kind'), worded('kind')],
    client_id: [() => t('job.client'), who],
    state_supported: [() => t('job.state'), yes],
    lives_on_site: [() => t('job.lives'), yes],
    directory_id: [() => t('field.directory'), text],
    note,
  },
  engagement: {
    employer_id: [() => t('job.who'), who],
    project: [() => t('field.project'), text],
    rates: [() => t('job.basis'), rates],
    currency: inMoney,
    contract_kind: [() => t('job.contract'), worded('contract')],
    pay_period: [() => t('job.period'), period],
    place: [() => t('job.place'), (place: Terms['place'], names) => names.place(place)],
    began_on: [() => t('job.since'), onDay],
    ended_on: [() => t('field.ended_on'), onDay],
    weekly_minutes_agreed: [() => t('job.weekly'), time],
    waiting_required: [() => t('job.waiting'), (stay: boolean) => t(stay ? 'job.waiting_stay' : 'job.waiting_free')],
    paid_activities: [() => t('job.paid_for'), activities],
    instructed_by: [() => t('job.instructed'), who],
    paid_by: [() => t('job.paid_by'), who],
    note,
  },
};

const known = (kind: RecordKind): Record<string, Field> => FIELDS[kind];

/** Tell whether these are a worker's records; consents, settings and what a newer version made are not. */
export const isRecord = (kind: string): kind is RecordKind => Object.hasOwn(FIELDS, kind);

/** What a field is called; one that a newer version of the app wrote has no name here. */
export function labelOf(kind: string, name: string): string {
  if (name === 'rate_units') return t('batch.unit'); // the part of a job's rates that travels locked
  return (isRecord(kind) ? known(kind)[name]?.[0]() : undefined) ?? t('field.newer');
}

/** A field's value in words; "not written" where there is none. */
export function valueOf(kind: string, name: string, body: object, names: Names): string {
  const value = (body as Body)[name];
  const field = isRecord(kind) ? known(kind)[name] : undefined;
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)) return t('field.none');
  return field ? field[1](value as never, names, body as Body) : t('field.newer_value');
}

/** All that stands in a record, field by field, or only some of it. */
export function told(kind: string, body: object, names: Names, only: (name: string) => boolean = () => true): Told[] {
  const written = Object.entries(body).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const order = isRecord(kind) ? Object.keys(known(kind)) : [];
  const at = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return written
    .map(([name]) => name)
    .filter(only)
    .sort((one, two) => at(one) - at(two))
    .map((name) => ({ name, label: labelOf(kind, name), value: valueOf(kind, name, body, names) }));
}

const HEAD: Record<RecordKind, string[]> = {
  time_entry: ['worked_on', 'activity', 'minutes'],
  batch: ['handed_in_on', 'unit', 'submitted'],
  payment: ['received_on', 'amount_minor'],
  deduction: ['withheld_on', 'kind', 'amount_minor'],
  cost: ['spent_on', 'kind', 'amount_minor'],
  period_mark: ['for_period'],
  employer: ['name'],
  engagement: ['employer_id', 'project'],
};

/** A record in one line: "22 Nov 2026 · Waiting · 1 h 15 min". */
export function headOf(kind: string, body: object | null, names: Names): string {
  if (!isRecord(kind) || !body) return t('field.removed');
  const parts = HEAD[kind].filter((name) => (body as Body)[name] !== undefined);
  return parts.map((name) => valueOf(kind, name, body, names)).join(' · ');
}

/** Where the form lies in which a record is put right; undefined where there is none. */
export function formOf(kind: string, id: string): string | undefined {
  const forms: Partial<Record<string, string>> = { time_entry: 'today/log', batch: 'today/batch', engagement: 'today/job', payment: 'pay/payment', deduction: 'pay/deduction', cost: 'pay/cost' };
  return forms[kind] && `#/${forms[kind]}/${id}`;
}
