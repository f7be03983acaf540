/** Which legal minimum holds where and when, and what it gives for some time (docs/sums.md, "Floors", "Floor due"). */
import type { Legal, Terms } from '../records';
import { dayNumber } from './day';
import { decimal, fraction, inMinor, over, plus, smaller, times, type Fraction } from './fraction';
import { daysOf, type Span } from './periods';
import type { FloorRow, Rule } from './reference';

export type Kind = Legal['kinds'][number];
export type Missing = 'no_floor' | 'no_conversion';
type Floor = Legal['floors'][number];
type Unit = Floor['unit'];

/** Days on which one row holds; no row where none does. */
interface Part extends Span {
  row: FloorRow | undefined;
}

/** One floor that may be the worker's, a (tier, group) of the region, over the days that the job ran in a period. */
export type Series = readonly Part[];

/** The time that a floor is asked about. */
export interface Measure {
  hour: Map<number, number>; // minutes of each day that an hour amount is due for
  day: Map<number, number>; // and a day amount
  month: number; // minutes that a month amount is due for
  cap: number; // no more month amounts than these, and no more than a day amount a day; 0: no cap
  full: boolean; // the month amount is due as it stands
}

/** How often a row's amount is due, and the last day on which it is. */
interface Share {
  row: FloorRow | undefined;
  times: Fraction;
  lastUsed: number;
}

/** Which amounts a kind of work is held to: the first that its rows give, and that can be converted. */
const UNITS: Record<Kind, Unit[]> = { part_time: ['hour'], full_time: ['month'], any: ['hour', 'month', 'day'] };

/** What floors are used with, and the list of what was used. */
export interface Use {
  terms: Terms;
  rule: Rule | undefined;
  digits: number;
  used: Map<string, Floor>;
  reasons: Set<string>; // is told which floors prove only `below`
}

/** The row that holds on a day is the latest that began by then and has not ended; of several the last by id. */
function holding(rows: FloorRow[], day: number): FloorRow | undefined {
  let latest: FloorRow | undefined;
  for (const row of rows) {
    const holds = dayNumber(row.since) <= day && (!row.until || dayNumber(row.until) >= day);
    if (holds && (!latest || row.since + row.id > latest.since + latest.id)) latest = row;
  }
  return latest;
}

function parts(rows: FloorRow[], { first, last }: Span): Part[] {
  const found: Part[] = [];
  for (let day = first; day <= last; day++) {
    const row = holding(rows, day);
    const part = found[found.length - 1];
    if (part && part.row === row) part.last = day;
    else found.push({ row, first: day, last: day });
  }
  return found;
}

/** Name the region whose rows hold for a place: its own, or the country where the rows do not have it. */
export const floorRegion = (floors: FloorRow[], { country, region }: Terms['place']): string =>
  region && floors.some((row) => row.country === country && row.region === region) ? region : country;

/** Choose the rows of a place, by (tier, group). */
export function rowsFor(floors: FloorRow[], place: Terms['place']): FloorRow[][] {
  const { country, tier } = place;
  const region = floorRegion(floors, place);
  const groups = new Map<string, FloorRow[]>();
  for (const row of floors) {
    const key = `${row.tier}|${row.group}`;
    const here = row.country === country && row.region === region && (!tier || row.tier === tier);
    if (here) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** List the floors that may hold on some days, and say which question leaves more than one. */
export function seriesOf(groups: FloorRow[][], span: Span, reasons: Set<string>): Series[] {
  const alive = groups.map((rows) => parts(rows, span)).filter((series) => series.some((part) => part.row));
  for (const key of ['tier', 'group'] as const) {
    const different = new Set(alive.flatMap((series) => series.flatMap(({ row }) => (row ? [row[key]] : []))));
    if (different.size > 1) reasons.add(`${key}_unknown`);
  }
  return alive;
}

/** Read a row's amount, if it is in the job's currency and serves a kind of work. */
function amountOf(row: FloorRow | undefined, unit: Unit, kind: Kind, currency: string): string | null {
  if (row?.currency !== currency) return null;
  return unit === 'hour' && kind === 'any' && row.hour_kind === 'part_time' ? null : row[unit];
}

/** How often an hour or day amount is due for some days' minutes; `whole` is the minutes that one is for. */
function often(days: [number, number][], whole: Fraction, capped: boolean): Fraction {
  let all = fraction(0);
  for (const [, minutes] of days) {
    const own = fraction(minutes);
    all = plus(all, capped ? smaller(own, whole) : own);
  }
  return over(all, whole);
}

/** How often a month amount is due on the days that the job ran. */
function months({ full, month, cap }: Measure, whole: Fraction | null): Fraction {
  if (full || !whole) return fraction(1);
  const worked = over(fraction(month), whole);
  return cap ? smaller(fraction(cap), worked) : worked;
}

/** Split some time among the rows that hold: how often the amount of each is due, and on which day last. */
function shares(series: Series, unit: Unit, measure: Measure, whole: Fraction | null): Share[] {
  const total = series.reduce((all, part) => all + daysOf(part), 0);
  const each = series.map((part) => {
    if (unit === 'month') {
      const share = fraction(daysOf(part), total);
      return { row: part.row, lastUsed: part.last, times: times(share, months(measure, whole)) };
    }
    const days = [...measure[unit]].filter(([day]) => part.first <= day && day <= part.last);
    const lastUsed = Math.max(...days.map(([day]) => day)); // -Infinity without minutes: not used
    return { row: part.row, lastUsed, times: whole ? often(days, whole, unit === 'day' && measure.cap > 0) : fraction(0) };
  });
  return each.filter(({ lastUsed }) => lastUsed > -Infinity);
}

function note(row: FloorRow, unit: Unit, lastUsed: number, { used, reasons }: Use): void {
  const { id, tier, since, trusted_until } = row;
  const stale = trusted_until && dayNumber(trusted_until) < lastUsed;
  if (stale) reasons.add('stale_floor');
  if (row.proves === 'below') reasons.add('one_sided_floor');
  const proves = stale || used.get(id + unit)?.proves === 'below' ? 'below' : row.proves;
  used.set(id + unit, { id, unit, amount: row[unit] as string, since, tier, proves });
}

/** Work out what a floor gives for some time, in minor units, or say what is missing for it. */
export function floorFor(series: Series, kind: Kind, measure: Measure, use: Use): Fraction | Missing {
  let missing: Missing = 'no_floor';
  for (const unit of UNITS[kind]) {
    const hours = { hour: '1', day: use.rule?.hours_per_day, month: use.rule?.hours_per_month }[unit];
    const whole = hours ? times(decimal(hours), fraction(60)) : null;
    const used = shares(series, unit, measure, whole);
    const amounts = used.map(({ row }) => amountOf(row, unit, kind, use.terms.currency));
    if (!amounts.length || amounts.includes(null)) continue;
    missing = 'no_conversion';
    if (!whole && !(unit === 'month' && measure.full)) continue;
    return used.reduce((all, { row, lastUsed, times: due }, at) => {
      note(row as FloorRow, unit, lastUsed, use);
      return plus(all, times(inMinor(amounts[at] as string, use.digits), due));
    }, fraction(0));
  }
  return missing;
}
