/** The wage behind all the time that the work took, over closed pay periods (docs/sums.md, "Real wage"). */
import type { Period, RealWage } from '../records';
import { compare, fraction, over, plus, round, sum, type Fraction } from './fraction';
import type { Yard } from './legal';

/** One pay period with what the yardstick needs of it; no yard where no floor is known. */
export interface Reckoned {
  period: Period;
  yard: Yard | null;
}

/** What a floor says beside the wage: never a word on law. */
interface Yardstick {
  word: RealWage['yardstick'];
  low: Fraction | null;
  high: Fraction | null;
}

/** An hourly figure, rounded once, for display. */
const hourly = (minor: Fraction, minutes: number): number => round(over(minor, fraction(minutes, 60)));

export const totalOf = (periods: Reckoned[], of: (period: Period) => number): number =>
  sum(periods, ({ period }) => of(period));

function stateOf(closed: Reckoned[], kept: number, minutes: number): RealWage['state'] {
  if (!closed.length) return 'not_closed';
  if (!minutes) return 'no_time';
  if (kept < 0) return 'paid_to_work';
  return totalOf(closed, (period) => period.received_minor) ? 'known' : 'nothing_paid';
}

function yardstick(closed: Reckoned[], kept: number): Yardstick {
  let [low, high, both] = [fraction(0), fraction(0), true];
  for (const { yard } of closed) {
    if (!yard) return { word: 'unknown', low: null, high: null };
    [low, high, both] = [plus(low, yard.low), plus(high, yard.high), both && yard.both];
  }
  const less = compare(fraction(kept), low) < 0;
  const enough = both && compare(fraction(kept), high) >= 0;
  return { word: less ? 'less' : enough ? 'not_less' : 'between', low, high };
}

/** Work out one real wage over the pay periods of a job, or of all jobs of one currency. */
export function realWage(currency: string, periods: Reckoned[], foreign: boolean): RealWage {
  const closed = periods.filter(({ period }) => period.closed);
  const open = periods.filter(({ period }) => !period.closed);
  const kept_minor = totalOf(closed, (period) => period.kept_minor);
  const minutes = totalOf(closed, (period) => period.real_minutes);
  const state = foreign ? 'other_currency' : stateOf(closed, kept_minor, minutes);
  const paid = state === 'known' || state === 'paid_to_work';
  const { word, low, high } =
    paid || state === 'nothing_paid' ? yardstick(closed, kept_minor) : { word: 'unknown' as const, low: null, high: null };
  const openMinutes = totalOf(open, (period) => period.real_minutes);
  const promised = fraction(totalOf(open, (period) => period.agreed_accepted_minor));
  const unpaid = closed.filter(({ period }) => period.real_minutes && !period.received_minor);
  return {
    state,
    currency,
    kept_minor,
    minutes,
    hourly_minor: paid ? hourly(fraction(kept_minor), minutes) : null,
    agreed_hourly_minor: openMinutes ? hourly(promised, openMinutes) : null,
    unpaid_periods: [...new Set(unpaid.map(({ period }) => period.starts_on))].sort(),
    yardstick: word,
    yardstick_low_minor: low && hourly(low, minutes),
    yardstick_high_minor: high && hourly(high, minutes),
  };
}
