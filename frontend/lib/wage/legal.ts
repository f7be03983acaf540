/** The legal check of one pay period: the only sum that may say "below the legal minimum" (docs/sums.md). */
import type { Legal } from '../records';
import type { Setting } from './agreed';
import { dayNumber } from './day';
import type { Missing } from './floors';
import { compare, larger, round, smaller, type Fraction } from './fraction';
import { total, type Timed } from './minutes';
import type { PayPeriod } from './periods';
import { possibilities, proveBoth, type Counted, type LegalSetting, type Pay, type Possible } from './possible';

/** What the floor gives for all time of a pay period, least and most, and whether every floor used proves both. */
export type Yard = readonly [low: Fraction, high: Fraction, both: boolean];

/** The answer's part, and what the yardstick needs; no yard where a floor is not known. */
interface Checked {
  legal: Legal;
  yard: Yard | null;
}

/** Find the smallest and the largest of some sums; none when one is missing. */
function spread(sums: (Fraction | Missing)[]): [Fraction, Fraction] | null {
  let found: [Fraction, Fraction] | null = null;
  for (const each of sums) {
    if (typeof each === 'string') return null;
    found = found ? [smaller(found[0], each), larger(found[1], each)] : [each, each];
  }
  return found;
}

/** A rule that nobody vouches for any more proves nothing. */
const stale = ({ rule, today }: Setting): boolean => !!rule?.trusted_until && dayNumber(rule.trusted_until) < today;

/** What keeps a check from a verdict, in the order of docs/sums.md. */
function obstacles(setting: Setting, period: PayPeriod, { answered, all }: Possible, pay: Pay): string[] {
  if (!period.closed) return ['not_closed'];
  if (!answered.some(({ minutes }) => minutes)) return ['no_time'];
  if (pay.foreign) return ['other_currency'];
  if (stale(setting)) return ['stale_rule'];
  return all.flatMap(({ due }) => (typeof due === 'string' ? [due] : []));
}

/** Compare pay and floor in every possibility: a verdict must hold in all of them. */
function judge({ all, floors }: Possible): Legal['verdict'] {
  const sure = all.map((each) => ({ ...each, due: each.due as Fraction }));
  if (sure.every(({ high, due }) => compare(high, due) < 0)) return 'below';
  if (proveBoth(floors) && sure.every(({ low, due }) => compare(low, due) >= 0)) return 'not_below';
  const differ = (sums: Fraction[]) => sums.some((each) => compare(each, sums[0] as Fraction));
  const open = differ(sure.map(({ due }) => due)) || differ(sure.flatMap(({ low, high }) => [low, high]));
  return open ? 'between' : 'unknown';
}

/** Check one pay period against the legal minimum, and give what the yardstick needs of it. */
export function legalCheck(setting: LegalSetting, period: PayPeriod, timed: Timed, pay: Pay): Checked {
  const { contract_kind } = setting.terms;
  const possible = possibilities(setting, period, timed, pay);
  const [least] = possible.answered as [Counted];
  const barred = obstacles(setting, period, possible, pay);
  const verdict = barred.length ? 'unknown' : judge(possible);
  const asked = { waiting_not_asked: total(timed, 'waiting'), training_not_said: total(timed, 'training') };
  const open = Object.entries(asked).flatMap(([question, minutes]) => (minutes && verdict === 'between' ? [question] : []));
  const dues = barred.length ? null : spread(possible.all.map(({ due }) => due));
  const pays = dues && spread(possible.all.flatMap(({ low, high }) => [low, high]));
  const legal: Legal = {
    verdict,
    reasons: [...new Set(barred.length ? barred : [...possible.reasons, ...open])].sort(),
    conditional: contract_kind === 'platform' || contract_kind === 'none_known',
    kinds: [...new Set(possible.answered.map(({ kind }) => kind))].sort().reverse(), // part_time first
    contract_says: contract_kind,
    full_month: period.whole && !!period.fullMonth,
    minutes: least.minutes,
    minutes_open: asked.waiting_not_asked + asked.training_not_said,
    normal_minutes: least.normalMinutes,
    due_low_minor: dues && round(dues[0]),
    due_high_minor: dues && round(dues[1]),
    countable_low_minor: pays && round(pays[0]),
    countable_high_minor: pays && round(pays[1]),
    floors: barred.length ? [] : possible.floors,
  };
  const yard = stale(setting) ? null : spread(possible.all.map((each) => each.yard));
  return { legal, yard: yard && [...yard, possible.yardBoth] };
}
