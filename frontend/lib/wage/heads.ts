/**
 * The sums that a claim will be built from, each standing alone (docs/sums.md, "Heads of a claim that stand alone").
 *
 * Amounts go in as decimal strings of whole currency units and come out in minor units of two digits, rounded once;
 * no head is below zero. Nothing of the app loads this yet: claims come with their own issue.
 */
import { addMonths } from './day';
import { decimal, fraction, larger, plus, round, smaller, times, type Fraction } from './fraction';

const CENTS = fraction(100);
const share = (n: number, d: number, amount: string): Fraction => times(decimal(amount), fraction(n, d));
const line = (due: Fraction, paid = '0'): number =>
  round(times(larger(plus(due, share(-1, 1, paid)), fraction(0)), CENTS));

/** Claim agreed pay that did not come (LCL art. 30). */
export const regularWage = (agreed: string, paid: string): number => line(decimal(agreed), paid);

/** An hour's pay of a month wage: 174 hours a month (Labour Ministry, 2008). */
export const hourly = (month: string): number => line(share(1, 174, month));

/** Claim overtime on working days at one and a half (Labour Law art. 44(1)). */
export const overtime = (month: string, hours: number, paid: string): number => line(share(3 * hours, 2 * 174, month), paid);

/** Claim work on rest days at double, less the days given off instead (art. 44(2)). */
export const restDays = (month: string, days: number, off: number, paid: string): number =>
  line(share(2 * 8 * Math.max(0, days - off), 174, month), paid);

/** Claim work on public holidays at triple; time off does not replace it (art. 44(3)). */
export const holidays = (month: string, days: number, paid: string): number => line(share(3 * 8 * days, 174, month), paid);

/** Claim the rest of a month's minimum; overtime pay and special allowances do not count towards it (art. 48). */
export const topUpMonth = (minimum: string, paid: string, notCounted: string[] = []): number =>
  line(notCounted.map(decimal).reduce(plus, decimal(minimum)), paid);

/** Claim the rest of an hourly minimum (LCL art. 72). */
export const topUpHours = (minimum: string, hours: number, paid: string): number => line(share(hours, 1, minimum), paid);

/** Claim the rest of a day's minimum for work paid by results, in proportion to 8 hours (Wage Order NCR-26). */
export const topUpDayShare = (minimum: string, hours: number, paid: string): number =>
  line(share(Math.min(hours, 8), 8, minimum), paid);

/** What an employer may deduct for a proven loss: a fifth of the wage, and no more than leaves the minimum (art. 16). */
export const allowedDeduction = (deducted: string, wage: string, minimum: string): number =>
  line([share(1, 5, wage), plus(decimal(wage), share(-1, 1, minimum))].reduce(smaller, decimal(deducted)));

/** Claim rejected tasks at their unit price (LCL art. 30). */
export const rejectedWork = (price: string, tasks: number): number => line(share(tasks, 1, price));

/** Claim the premiums of piece work: one and a half, double and triple (Pay Provisions art. 13). */
export function pieceOvertime(price: string, [weekday, rest, holiday]: [number, number, number], paidAt: string): number {
  const due = share(3 * weekday + 4 * rest + 6 * holiday, 2, price);
  return line(plus(due, share(-(weekday + rest + holiday), 1, paidAt)));
}

/** Count the months of double wage without a written contract: from the second month, 11 at most (LCL art. 82). */
export function doubleWageMonths(began: string, signed: string): number {
  let months = 0;
  while (months < 11 && addMonths(began, months + 2) <= signed) months++;
  return months;
}

/** Find the last day for arbitration: a year from the end, and anew from each interruption in time (LDMA art. 27). */
export function deadline(ended: string | null, interruptions: string[]): string | null {
  if (!ended) return null; // the year does not run for pay while the job does
  const later = (last: string, day: string) => (ended < day && day <= last ? addMonths(day, 12) : last);
  return [...interruptions].sort().reduce(later, addMonths(ended, 12));
}

/** May the labour inspectorate still act? Two years from the breach (Inspection Regulations art. 20). */
export const inspectionInTime = (breach: string, today: string): boolean => today <= addMonths(breach, 24);

/** Claim a week's overtime beyond 40 hours at one and a half (FLSA); damages are the same again. */
export const weekOvertime = (rate: string, hours: number): number => line(share(3 * Math.max(0, hours - 40), 2, rate));
