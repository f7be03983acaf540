/** The wage behind all the time that the work took, over closed pay periods (docs/sums.md, "Real wage"). */
import type { Period, RealWage } from '../records';
import { compare, fraction, over, plus, round, sum, type Fraction } from './fraction';
import type { Yard } from './legal';

/** One pay period with what the yardstick needs of it; no yard where no floor is known. */
export interface Reckoned {
  period: Period;
  yard: Yard | null;
}

/** What a floor says beside the wage, never a word on law, and the least and the most that it gives. */
type Yardstick = readonly [RealWage['yardstick'], low?: Fraction, high?: Fraction];

/** An hourly figure, rounded once, for display. */
const hourly = (minor: Fraction, minutes: number): number => round(over(minor, fraction(minutes, 60)));

/** Add up one figure of some pay periods. */
export const totalOf = <K extends keyof Period>(periods: { period: { [key in K]: number } }[], figure: K): number =>
  sum(periods.map(({ period }) => period), figure);

function stateOf(closed: Reckoned[], kept: number, minutes: number): RealWage['state'] {
  if (!closed.length) return 'not_closed';
  if (!minutes) return 'no_time';
  if (kept < 0) return 'paid_to_work';
  return totalOf(closed, 'received_minor') ? 'known' : 'nothing_paid';
}

function yardstick(closed: Reckoned[], kept: number): Yardstick {
  let [low, high, both] = [fraction(0), fraction(0), true];
  for (const { yard } of closed) {
    if (!yard) return ['unknown'];
    [low, high, both] = [plus(low, yard[0]), plus(high, yard[1]), both && yard[2]];
  }
  const less = compare(fraction(kept), low) < 0;
  const enough = both && compare(fraction(kept), high) >= 0;
  return [less ? 'less' : enough ? 'not_less' : 'between', low, high];
}

/** Work out one real wage over the pay periods of a job, or of all jobs of one currency. */
export function realWage(currency: string, periods: Reckoned[], foreign: boolean): RealWage {
  const closed = periods.filter(({ period }) => period.closed);
  const open = periods.filter(({ period }) => !period.closed);
  const kept_minor = totalOf(closed, 'kept_minor');
  const minutes = totalOf(closed, 'real_minutes');
  const state = foreign ? 'other_currency' : stateOf(closed, kept_minor, minutes);
  const paid = state === 'known' || state === 'paid_to_work';
  const [word, low, high]: Yardstick = paid || state === 'nothing_paid' ? yardstick(closed, kept_minor) : ['unknown'];
  const openMinutes = totalOf(open, 'real_minutes');
  const promised = fraction(totalOf(open, 'agreed_accepted_minor'));
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
    yardstick_low_minor: low ? hourly(low, minutes) : null,
    yardstick_high_minor: high ? hourly(high, minutes) : null,
  };
}
