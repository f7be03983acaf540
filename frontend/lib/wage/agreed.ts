/** What the terms promise for the logged time and batches (docs/sums.md, "Agreed, received, gap"). */
import type { Job, Period, Terms } from '../records';
import { decimal, compare, fraction, inMinor, over, round, shortest, smaller, sum, times, type Fraction } from './fraction';
import { total, type Timed } from './minutes';
import { daysOf, type PayPeriod } from './periods';
import type { Rule } from './reference';
import { dayNumber } from './day';

type Line = Period['lines'][number];
type Rate = Terms['rates'][number];

/** What all sums of one job are worked out with. */
export interface Setting {
  terms: Terms;
  rule: Rule | undefined;
  digits: number; // of the currency's minor unit
  today: number;
}

/** Batches of one unit price and unit. */
interface Pieces {
  unit: string;
  price: string;
  minor: Fraction; // the price
  submitted: number;
  rejected: number;
  returned: number;
}

const line = (rate: Rate, minor: Fraction, counted: number | string): Line => ({
  basis: rate.basis,
  rate: shortest(rate.amount),
  unit: rate.unit ?? null,
  counted: String(counted),
  counted_accepted: String(counted),
  all_minor: round(minor),
  accepted_minor: round(minor),
});

/** How many month amounts a pay period promises, and what they were counted by. */
function monthShare(rule: Rule | undefined, period: PayPeriod, minutes: number): [Fraction, number | string] {
  const { kind, ranDays } = period;
  const days = daysOf(period);
  if (period.whole && period.fullMonth !== false) return [fraction(1), 1];
  if (rule?.hours_per_month) {
    const worked = over(fraction(minutes, 60), decimal(rule.hours_per_month));
    return [smaller(fraction(period.monthsBegun), worked), minutes];
  }
  if (kind !== 'month') return [fraction(ranDays * 12, 365), ranDays];
  return [fraction(ranDays, days), ranDays && `${ranDays}/${days}`];
}

/** How much of a rate a pay period promises, and what it was counted by; 0 yields no line. */
function promised(rate: Rate, setting: Setting, period: PayPeriod, timed: Timed): [Fraction, number | string] {
  const minutes = total(timed, 'paid');
  const { terms, rule } = setting;
  switch (rate.basis) {
    case 'hour':
      return [fraction(minutes, 60), minutes];
    case 'day': {
      const days = [...timed.days.values()].filter((day) => day.paid).length;
      return [fraction(days), days];
    }
    case 'month':
      return monthShare(rule, period, minutes);
    case 'lump': {
      const end = terms.ended_on ? dayNumber(terms.ended_on) : NaN;
      return [fraction(1), period.kind === 'whole' || (period.first <= end && end <= period.last) ? 1 : 0];
    }
    default:
      return [fraction(0), 0]; // pieces are priced on each batch
  }
}

/** Spell a text so that it sorts by code points, as UTF-8 does; JavaScript alone sorts by halves of pairs. */
const codePoints = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

/** Add up batches by unit price and unit, in the order of their lines. */
function pieces(batches: Job['batches'], digits: number): Pieces[] {
  const all = new Map<string, Pieces>();
  for (const { unit, unit_price, submitted, rejected = 0, returned = 0 } of batches) {
    const price = shortest(unit_price);
    const minor = inMinor(price, digits);
    const key = `${price} ${unit}`;
    const own = all.get(key) ?? { unit, price, minor, submitted: 0, rejected: 0, returned: 0 };
    own.submitted += submitted;
    own.rejected += rejected;
    own.returned += returned;
    all.set(key, own);
  }
  return [...all.values()].sort((a, b) => compare(a.minor, b.minor) || (codePoints(a.unit) < codePoints(b.unit) ? -1 : 1));
}

function pieceLine({ price, minor, unit, submitted, rejected, returned }: Pieces): Line {
  const accepted = submitted - rejected - returned; // what has no outcome yet is still promised
  return {
    ...line({ basis: 'piece', amount: price, unit }, times(minor, fraction(submitted)), submitted),
    counted_accepted: String(accepted),
    accepted_minor: round(times(minor, fraction(accepted))),
  };
}

/** Work out a pay period's lines, and what its rejected and returned tasks would have earned. */
export function agreed(setting: Setting, period: PayPeriod, timed: Timed, batches: Job['batches']) {
  const lines: Line[] = [];
  for (const rate of setting.terms.rates) {
    const [share, counted] = promised(rate, setting, period, timed);
    if (counted) lines.push(line(rate, times(inMinor(rate.amount, setting.digits), share), counted));
  }
  const handedIn = pieces(batches, setting.digits);
  const lost = (outcome: 'rejected' | 'returned') =>
    handedIn.reduce((all, each) => all + round(times(each.minor, fraction(each[outcome]))), 0);
  return {
    lines: [...lines, ...handedIn.filter((each) => each.submitted).map(pieceLine)],
    rejected_minor: lost('rejected'),
    returned_minor: lost('returned'),
    rejected: sum(handedIn, 'rejected'),
    submitted: sum(handedIn, 'submitted'),
  };
}
