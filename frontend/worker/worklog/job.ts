/** From what is typed about a job to its records (employer and engagement), and back. */
import type { Key } from '../../lib/i18n';
import { toRate } from '../../lib/format';
import type { Activity, Bodies, Profile, Row, Terms } from '../../lib/records';
import { usuallyPaid } from '../../lib/work';

export interface JobTyping {
  name: string;
  directory: string;
  kind: string;
  basis: string;
  amounts: Record<string, string>; // by basis; mixed pay has a month amount and a piece price
  currency: string;
  contract: string;
  period: string;
  periodStart: string;
  payAfter: string;
  place: Terms['place'];
  since: string;
  until: string;
  weekly: string;
  waiting: boolean | null;
  paidFor?: Activity[];
  client: string;
  state: boolean;
  lives: boolean;
  instructed: string;
  paidBy: string;
  project: string;
}

const CURRENCY: Record<string, string> = { CN: 'CNY', KE: 'KES', PH: 'PHP', IN: 'INR', BR: 'BRL', MG: 'MGA', VE: 'VES', CO: 'COP', AR: 'ARS', MX: 'MXN', NG: 'NGN', ZA: 'ZAR', UG: 'UGX', GH: 'GHS', EG: 'EGP', PK: 'PKR', BD: 'BDT', NP: 'NPR', ID: 'IDR', VN: 'VND', DE: 'EUR', FR: 'EUR', ES: 'EUR', GB: 'GBP' };
export const CURRENCIES = [...new Set([...Object.values(CURRENCY), 'USD', 'JPY', 'KWD', 'TND'])].sort();

/** The bases whose amounts a kind of pay asks for. */
export const parts = (basis: string): string[] => (basis === 'mixed' ? ['month', 'piece'] : [basis]);

/** What the form asks about an employer, as the log has it; the empty form where it is a new one. */
export const whoOf = (employer?: Row<'employer'>) => ({
  name: employer?.body.name ?? '',
  directory: employer?.body.directory_id ?? '',
  kind: employer?.body.kind ?? 'centre',
  client: employer?.body.client_id ?? '',
  state: employer?.body.state_supported ?? false,
  lives: employer?.body.lives_on_site ?? false,
});

export function startJob(job: Row<'engagement'> | undefined, employer: Row<'employer'> | undefined, profile: Profile | undefined, today: string): JobTyping {
  const who = whoOf(employer);
  if (job) return { ...who, ...shown(job.body) };
  const place = profile?.place ?? { country: 'CN' };
  return { ...who, basis: profile?.basis ?? 'piece', amounts: {}, currency: CURRENCY[place.country] ?? 'USD', contract: 'none_known', period: 'month', periodStart: '1', payAfter: '15', place, since: today, until: '', weekly: '', waiting: null, instructed: '', paidBy: '', project: '' };
}

function shown(terms: Bodies['engagement']): Omit<JobTyping, 'name' | 'directory' | 'kind' | 'client' | 'state' | 'lives'> {
  const amounts = Object.fromEntries(terms.rates.map((rate) => [rate.basis, rate.amount]));
  return {
    basis: terms.rates.length > 1 ? 'mixed' : terms.rates[0]!.basis,
    amounts,
    currency: terms.currency,
    contract: terms.contract_kind,
    period: terms.pay_period.kind,
    periodStart: String(terms.pay_period.starts_on ?? 1),
    payAfter: String(terms.pay_period.pay_after_days ?? 15),
    place: terms.place,
    since: terms.began_on,
    until: terms.ended_on ?? '',
    weekly: terms.weekly_minutes_agreed == null ? '' : String(terms.weekly_minutes_agreed / 60),
    waiting: terms.waiting_required ?? null,
    ...(terms.paid_activities ? { paidFor: terms.paid_activities } : {}),
    instructed: terms.instructed_by ?? '',
    paidBy: terms.paid_by ?? '',
    project: terms.project ?? '',
  };
}

const between = (text: string, low: number, high: number) => /^\d{1,3}$/.test(text) && Number(text) >= low && Number(text) <= high;

/** What does not fit yet: the field it stands in, and the word for it. */
export function wrongJob(form: JobTyping): Partial<Record<string, Key>> {
  const wrong: Partial<Record<string, Key>> = {};
  if (!form.name.trim()) wrong['name'] = 'app.required';
  for (const basis of parts(form.basis)) if (!toRate(form.amounts[basis] ?? '')) wrong[basis] = 'app.not_amount';
  if (form.until && form.until < form.since) wrong['until'] = 'job.end_before';
  if (!between(form.periodStart, 1, form.period === 'week' ? 7 : 28)) wrong['periodStart'] = 'app.not_number';
  if (!between(form.payAfter, 0, 180)) wrong['payAfter'] = 'app.not_number';
  if (form.weekly && !between(form.weekly, 0, 168)) wrong['weekly'] = 'app.not_number';
  return wrong;
}

export function employerBody(form: JobTyping): Bodies['employer'] {
  return {
    name: form.name.trim(),
    kind: form.kind as Bodies['employer']['kind'],
    directory_id: form.directory || null,
    client_id: form.client || null,
    state_supported: form.state,
    lives_on_site: form.lives,
  };
}

export function engagementBody(form: JobTyping, employer: string): Bodies['engagement'] {
  const starts = form.period === 'month' || form.period === 'week' ? Number(form.periodStart) : 1;
  return {
    employer_id: employer,
    rates: parts(form.basis).map((basis) => ({ basis: basis as Terms['rates'][0]['basis'], amount: toRate(form.amounts[basis]!)! })),
    currency: form.currency,
    contract_kind: form.contract as Terms['contract_kind'],
    pay_period: { kind: form.period as Terms['pay_period']['kind'], starts_on: starts, pay_after_days: Number(form.payAfter) },
    place: form.place,
    began_on: form.since,
    ended_on: form.until || null,
    weekly_minutes_agreed: form.weekly ? Number(form.weekly) * 60 : null,
    waiting_required: form.waiting,
    paid_activities: form.paidFor ?? usuallyPaid(form.basis),
    instructed_by: form.instructed || null,
    paid_by: form.paidBy || null,
    ...(form.project ? { project: form.project } : {}),
  };
}
