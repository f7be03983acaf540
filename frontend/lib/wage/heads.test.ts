import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as heads from './heads';

type Amounts =
  | 'agreed_month' | 'paid' | 'month_wage' | 'paid_for_overtime' | 'minimum_month' | 'minimum_hour' | 'minimum_day'
  | 'paid_total' | 'of_which_overtime_pay' | 'of_which_night_allowance' | 'deducted' | 'unit_price' | 'paid_at' | 'rate';
type Counts =
  | 'overtime_hours' | 'rest_days_worked' | 'days_compensated_by_time_off' | 'task_hours' | 'hours_worked' | 'hours'
  | 'mandatory_unpaid_training_hours' | 'rejected_no_reason' | 'rejected_then_reworked_and_accepted_unpaid'
  | 'pieces_weekday_overtime' | 'pieces_rest_day' | 'pieces_public_holiday';
type Days = 'start' | 'written_contract_signed' | 'today' | 'breach';
interface Given extends Record<Amounts | Days, string>, Record<Counts, number> {
  employment_end: string | null;
  holidays_worked: string[];
  interruptions: { day: string }[];
}
type Sums = Record<string, number | string | boolean | null>;

const FILE = new URL('../../../tests/vectors/heads.yaml', import.meta.url);
const { vectors } = parse(readFileSync(FILE, 'utf8')) as {
  vectors: { id: string; kind: string; given: Given; expect: Sums }[];
};

/** What each kind of vector asks of the heads; amounts in minor units. */
const SUMS: Record<string, (given: Given) => Sums> = {
  regular_wage: (g) => ({ claim: heads.regularWage(g.agreed_month, g.paid) }),
  overtime_weekday: (g) => ({
    hourly: heads.hourly(g.month_wage),
    claim: heads.overtime(g.month_wage, g.overtime_hours, g.paid_for_overtime),
  }),
  rest_day: (g) => ({ claim: heads.restDays(g.month_wage, g.rest_days_worked, g.days_compensated_by_time_off, g.paid) }),
  public_holiday: (g) => ({ claim: heads.holidays(g.month_wage, g.holidays_worked.length, g.paid) }),
  minimum_wage_top_up_full_time: (g) => ({
    claim: heads.topUpMonth(g.minimum_month, g.paid_total, [g.of_which_overtime_pay, g.of_which_night_allowance]),
  }),
  minimum_wage_part_time_hourly: (g) => {
    const hours = g.task_hours + g.mandatory_unpaid_training_hours;
    return { due: heads.topUpHours(g.minimum_hour, hours, '0'), claim: heads.topUpHours(g.minimum_hour, hours, g.paid) };
  },
  unlawful_deduction: (g) => {
    const [allowed, deducted] = [heads.allowedDeduction(g.deducted, g.month_wage, g.minimum_month), heads.regularWage(g.deducted, '0')];
    return { allowed, claim: deducted - allowed, claim_if_no_loss_or_clause: deducted };
  },
  rejected_work: (g) => ({
    claim:
      heads.rejectedWork(g.unit_price, g.rejected_no_reason) +
      heads.rejectedWork(g.unit_price, g.rejected_then_reworked_and_accepted_unpaid),
  }),
  piece_rate_overtime: (g) => {
    const pieces: [number, number, number] = [g.pieces_weekday_overtime, g.pieces_rest_day, g.pieces_public_holiday];
    return { due: heads.pieceOvertime(g.unit_price, pieces, '0'), claim: heads.pieceOvertime(g.unit_price, pieces, g.paid_at) };
  },
  double_wage_no_contract: (g) => {
    const months = heads.doubleWageMonths(g.start, g.written_contract_signed);
    return { months, claim: months * heads.regularWage(g.month_wage, '0') };
  },
  limitation_ended_employment: limitation,
  limitation_interrupted: limitation,
  limitation_running_employment: (g) => ({
    arbitration_in_time: heads.deadline(g.employment_end, []) === null,
    inspection_in_time: heads.inspectionInTime(g.breach, g.today),
  }),
  minimum_wage_month: (g) => ({ claim: heads.topUpMonth(g.minimum_month, g.paid) }),
  minimum_wage_day_piece_rate: (g) => ({
    due: heads.topUpDayShare(g.minimum_day, g.hours_worked, '0'),
    claim: heads.topUpDayShare(g.minimum_day, g.hours_worked, g.paid),
  }),
  overtime_week: (g) => {
    const back_pay = heads.weekOvertime(g.rate, g.hours);
    return { back_pay, with_liquidated: 2 * back_pay };
  },
};

function limitation(given: Given): Sums {
  const days = given.interruptions.map(({ day }) => day);
  const deadline = heads.deadline(given.employment_end, days);
  return { deadline, in_time: given.today <= (deadline ?? '9') };
}

/** Hourly figures beside a claim are the real wage's to work out. */
const OTHERS = ['countable', 'real_hourly', 'real_hourly_before', 'real_hourly_after'];

describe('heads of a claim', () => {
  it.each(vectors.map((vector) => [vector.id, vector.kind, vector] as const))('%s: %s', (_id, kind, vector) => {
    const expected = Object.entries(vector.expect).filter(([key]) => !OTHERS.includes(key));
    const inMinor = (value: Sums[string]) =>
      typeof value === 'string' && /^\d+\.\d\d$/.test(value) ? Number(value.replace('.', '')) : value;

    expect(SUMS[kind]?.(vector.given)).toEqual(Object.fromEntries(expected.map(([key, value]) => [key, inMinor(value)])));
  });

  it('claims nothing where more was paid than was due', () => {
    expect([heads.regularWage('100', '100.01'), heads.restDays('2610', 1, 2, '0'), heads.weekOvertime('15', 39)]).toEqual([0, 0, 0]);
    expect(heads.allowedDeduction('600', '2000', '2330')).toBe(0);
  });

  it('pays double wage for 11 months at most, and none when the contract came within a month', () => {
    expect(heads.doubleWageMonths('2024-01-05', '2026-06-05')).toBe(11);
    expect(heads.doubleWageMonths('2026-01-05', '2026-02-04')).toBe(0);
  });

  it('does not revive a claim by an interruption that came too late', () => {
    expect(heads.deadline('2024-01-31', ['2025-02-01'])).toBe('2025-01-31');
    expect(heads.deadline('2024-01-31', ['2025-12-01', '2025-01-31'])).toBe('2026-12-01');
  });
});
