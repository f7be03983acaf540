/** Jobs and reference data for the tests of this folder: plain functions with defaults. Not part of the app. */
import type { Estimate, Job, Terms } from '../records';
import { estimate, type EstimateIn, type Reference } from './estimate';
import type { FloorRow, Rule } from './reference';

const CHINA: Rule = {
  hours_per_month: '174',
  hours_per_day: '8',
  day_minutes: 480,
  week_minutes: 2400,
  part_time: { day_minutes: 240, week_minutes: 1440 },
  insurance: { 'CN-52': 'inside' },
  counts: { paperwork: true, travel: null },
  trusted_until: null,
};

export const aFloor = (given: Partial<FloorRow> = {}): FloorRow => ({
  id: 'CN-52-1',
  country: 'CN',
  region: 'CN-52',
  tier: '1',
  group: null,
  currency: 'CNY',
  hour: '22.00',
  hour_kind: 'part_time',
  day: null,
  month: '2130.00',
  since: '2025-01-01',
  until: null,
  proves: 'both',
  trusted_until: null,
  ...given,
});

export const aReference = (floors: FloorRow[] = [aFloor()], rule: Partial<Rule> = {}): Reference => ({
  floors,
  rules: { CN: { ...CHINA, ...rule } },
  digits: { CNY: 2, USD: 2, KES: 2, JPY: 0, MGA: 2 },
});

export const terms = (given: Partial<Terms> = {}): Terms => ({
  rates: [{ basis: 'hour', amount: '20.00' }],
  currency: 'CNY',
  contract_kind: 'part_time',
  pay_period: { kind: 'month', starts_on: 1, pay_after_days: 15 },
  place: { country: 'CN', region: 'CN-52', tier: '1' },
  began_on: '2026-09-01',
  ended_on: '2026-09-30',
  paid_activities: ['paid_work', 'meeting', 'broken_tool'],
  ...given,
});

export const aJob = (given: Partial<Job> = {}): Job => ({
  id: '01890000-0000-7000-8000-000000000001',
  terms: terms(),
  entries: [],
  batches: [],
  payments: [],
  deductions: [],
  costs: [],
  marks: [],
  ...given,
});

type Entry = Job['entries'][number];
export const entry = (worked_on: string, minutes: number, activity: Entry['activity'] = 'paid_work'): Entry => ({
  worked_on,
  minutes,
  activity,
  source: 'same_day',
});

type Payment = Job['payments'][number];
export const paid = (amount_minor: number, for_period: string | null, given: Partial<Payment> = {}): Payment => ({
  received_on: '2026-10-10',
  amount_minor,
  currency: 'CNY',
  for_period,
  form: 'wage',
  channel: 'bank',
  ...given,
});

type Batch = Job['batches'][number];
export const batch = (unit_price: string, submitted: number, rejected = 0, given: Partial<Batch> = {}): Batch => ({
  handed_in_on: '2026-09-05',
  unit: 'box',
  unit_price,
  submitted,
  accepted: 0,
  rejected,
  returned: 0,
  ...given,
});

/** Ask for September 2026 as seen two months later, unless told otherwise. */
export const ask = (jobs: Job | Job[], reference = aReference(), span: Partial<EstimateIn> = {}): Estimate =>
  estimate(
    { today: '2026-11-22', first_day: '2026-09-01', last_day: '2026-09-30', jobs: [jobs].flat(), ...span },
    reference,
  );

/** Ask about one job that answers with one pay period. */
export function askPeriod(job: Job, reference = aReference(), span: Partial<EstimateIn> = {}) {
  const [out] = ask(job, reference, span).jobs;
  const period = out?.periods[0];
  if (!out || !period) throw new Error('no pay period in the answer');
  return { out, period, legal: period.legal };
}
