/** Every way in which the open questions of a pay period may turn out (docs/sums.md, "Legal check"). */
import type { Legal } from '../records';
import type { Setting } from './agreed';
import { weekdayOf } from './day';
import { floorFor, seriesOf, type Kind, type Measure, type Missing, type Use } from './floors';
import { fraction, plus, smaller, times, type Fraction } from './fraction';
import { total, type Timed } from './minutes';
import type { PayPeriod } from './periods';
import type { FloorRow, Rule } from './reference';

/** The money of one pay period, as far as the law looks at it. */
export interface Pay {
  received: number;
  overtime: number | null; // null: no payment states its part
  allowance: number;
  sure: number; // withholdings that the law counts as pay
  insurance: number; // withheld for insurance, where it is not known whether it counts
  unsure: number; // withholdings that the law may count: meals, dormitory, other
  foreign: boolean; // a payment or deduction in another currency belongs here
}

/** What the legal check of one job is worked out with. */
export interface LegalSetting extends Setting {
  floors: FloorRow[][]; // of the place, by (tier, group)
}

/** Legal minutes with the open ones in or out. */
export interface Counted {
  days: Map<number, number>;
  minutes: number;
  normal: Map<number, number>;
  normalMinutes: number;
  kind: Kind;
}

/** One way in which the open questions of a pay period may turn out; pay lies from `low` to `high`. */
interface Possibility {
  due: Fraction | Missing;
  yard: Fraction | Missing; // what the floor gives for all real minutes
  low: Fraction;
  high: Fraction;
}

/** All possibilities of a pay period, and what they rest on. */
export interface Possible {
  answered: Counted[]; // the first leaves all open minutes out
  all: Possibility[];
  reasons: Set<string>; // the questions that are open, and the floors that prove only `below`
  floors: Legal['floors'];
  yardBoth: boolean; // every floor of the yardstick proves both
}

const minutesIn = (days: Map<number, number>): number => [...days.values()].reduce((all, minutes) => all + minutes, 0);

/** Keep the minutes within the day's and the week's limit: a week's first are the normal ones. */
function normalDays(days: Map<number, number>, rule: Rule | undefined): Map<number, number> {
  const left = new Map<number, number>(); // of each ISO week, cut at the pay period
  const normal = new Map<number, number>();
  for (const [day, minutes] of [...days].sort(([a], [b]) => a - b)) {
    const week = day - weekdayOf(day);
    const open = left.get(week) ?? rule?.week_minutes ?? Infinity;
    const within = Math.min(minutes, rule?.day_minutes ?? minutes, open);
    left.set(week, open - within);
    if (within) normal.set(day, within);
  }
  return normal;
}

function kindOf(minutes: number, workedDays: number, ranDays: number, rule: Rule | undefined): Kind {
  const limit = rule?.part_time;
  if (!limit) return 'any';
  const within = minutes <= limit.day_minutes * workedDays && minutes * 7 <= limit.week_minutes * ranDays;
  return within ? 'part_time' : 'full_time';
}

/** Answer the open questions of time in every way; the first answer leaves all open minutes out. */
function answers(timed: Timed, { ranDays }: PayPeriod, rule: Rule | undefined): Counted[] {
  const either = (open: number) => (open ? [0, 1] : [0]);
  return either(total(timed, 'waiting')).flatMap((waiting) =>
    either(total(timed, 'training')).map((training) => {
      const days = new Map<number, number>();
      for (const [day, of] of timed.days) {
        const legal = of.law + waiting * of.waiting + training * of.training;
        if (legal) days.set(day, legal);
      }
      const minutes = minutesIn(days);
      const normal = normalDays(days, rule);
      const kind = kindOf(minutes, days.size, ranDays, rule);
      return { days, minutes, normal, normalMinutes: minutesIn(normal), kind };
    }),
  );
}

/** Work out the pay that the law counts, from the least to the most. */
function countable(pay: Pay, time: Counted, rule: Rule | undefined, reasons: Set<string>): [Fraction, Fraction] {
  const plain = fraction(pay.received - pay.allowance);
  const unlimited = rule?.day_minutes == null && rule?.week_minutes == null;
  let least = plus(plain, fraction(pay.sure - (pay.overtime ?? 0)));
  const most = unlimited ? plus(plain, fraction(pay.sure)) : least;
  if (unlimited && pay.overtime) reasons.add('overtime_unknown'); // nobody can tell the minutes that it is for
  if (pay.overtime === null && time.normalMinutes < time.minutes && plain[0]) {
    reasons.add('overtime_unknown');
    least = smaller(most, plus(times(plain, fraction(time.normalMinutes, time.minutes)), fraction(pay.sure)));
  }
  if (pay.insurance) reasons.add('insurance_unknown');
  if (pay.unsure) reasons.add('deduction_unknown');
  return [least, plus(most, fraction(pay.insurance + pay.unsure))];
}

export const proveBoth = (floors: Legal['floors']): boolean => floors.every(({ proves }) => proves === 'both');

/** Work out what pay and floor may be, for each answer about time with each floor that may hold. */
export function possibilities(setting: LegalSetting, period: PayPeriod, timed: Timed, pay: Pay): Possible {
  const reasons = new Set<string>();
  const use: Use = { ...setting, used: new Map(), reasons };
  const yardUse: Use = { ...setting, used: new Map(), reasons: new Set() };
  const month = total(timed, 'real');
  const days = new Map([...timed.days].flatMap(([day, { real }]): [number, number][] => (real ? [[day, real]] : [])));
  const ran = new Map([...Array(period.ranDays).keys()].map((day) => [period.ran.first + day, 1]));
  const real: Measure = { hour: days, day: days, month: ran, minutes: month, cap: 0, full: false };
  const full = period.whole && !!period.fullMonth;
  const series = seriesOf(setting.floors, [...ran.keys()], setting.terms.place.tier, reasons);
  const answered = answers(timed, period, setting.rule);
  const all = answered.flatMap((time) => {
    const [low, high] = countable(pay, time, setting.rule, reasons);
    const hour = pay.overtime ? time.normal : time.days;
    const law: Measure = { ...real, hour, day: time.days, minutes: time.normalMinutes, cap: period.monthsBegun, full };
    return (series.length ? series : [new Map()]).map((each) => ({
      due: floorFor(each, time.kind, law, use),
      yard: floorFor(each, time.kind, real, yardUse),
      low,
      high,
    }));
  });
  const floors = [...use.used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, floor]) => floor);
  return { answered, all, reasons, floors, yardBoth: proveBoth([...yardUse.used.values()]) };
}
