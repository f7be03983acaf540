/** Which legal minimum holds where and when, and what it gives for some time (docs/sums.md, "Floors", "Floor due"). */
import type { Legal, Terms } from '../records';
import { isoDay } from './day';
import { compare, decimal, fraction, inMinor, over, plus, smaller, times, type Fraction } from './fraction';
import type { FloorRow, Rule } from './reference';

export type Kind = Legal['kinds'][number];
export type Missing = 'no_floor' | 'no_conversion';
type Floor = Legal['floors'][number];
type Unit = Floor['unit'];

/** One floor that may be the worker's, a (tier, group) of the region: its row on each day that the job ran. */
type Series = ReadonlyMap<number, FloorRow>;

/** The time that a floor is asked about. */
export interface Measure {
  hour: ReadonlyMap<number, number>; // minutes of each day that an hour amount is due for
  day: ReadonlyMap<number, number>; // and a day amount
  month: ReadonlyMap<number, number>; // 1 for each day that the job ran: rows share a month amount by days
  minutes: number; // that a month amount is due for
  cap: number; // no more month amounts than these, and no more than a day amount a day; 0: no cap
  full: boolean; // the month amount is due as it stands
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
function holding(rows: FloorRow[], day: string): FloorRow | undefined {
  let latest: FloorRow | undefined;
  for (const row of rows) {
    const holds = row.since <= day && (row.until ?? day) >= day;
    if (holds && (!latest || row.since + row.id > latest.since + latest.id)) latest = row;
  }
  return latest;
}

/** Name the region whose rows hold for a place: its own, or the country where the rows do not have it. */
export const floorRegion = (floors: FloorRow[], { country, region }: Terms['place']): string =>
  region && floors.some((row) => row.country === country && row.region === region) ? region : country;

/** Choose the rows of a place, by (tier, group), whatever its tier. */
export function rowsFor(floors: FloorRow[], place: Terms['place']): FloorRow[][] {
  const { country } = place;
  const region = floorRegion(floors, place);
  const groups = new Map<string, FloorRow[]>();
  for (const row of floors) {
    const key = `${row.tier}|${row.group}`;
    if (row.country === country && row.region === region) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/**
 * List the floors that may hold on some days, and say which question leaves more than one.
 *
 * A row whose source names no tier stands beside those of the worker's tier, but not in for them.
 */
export function seriesOf(groups: FloorRow[][], days: number[], tier: string | null | undefined, reasons: Set<string>): Series[] {
  const found = groups.map(() => new Map<number, FloorRow>());
  for (const day of days) {
    const iso = isoDay(day);
    groups.forEach((rows, at) => {
      const row = holding(rows, iso);
      if (row) found[at]?.set(day, row);
    });
  }
  const held = (named: string) => found.filter((series, at) => series.size && groups[at]?.[0]?.tier === named);
  const own = tier ? held(tier) : [];
  const missing = !own.length && groups.some(([row]) => row?.tier);
  const alive = !tier ? found.filter((series) => series.size) : missing ? [] : [...own, ...held('')];
  for (const key of ['tier', 'group'] as const) {
    const different = new Set(alive.flatMap((series) => [...series.values()].map((row) => row[key])));
    if (different.size > 1) reasons.add(tier && key === 'tier' ? 'tier_not_stated' : `${key}_unknown`);
  }
  return alive;
}

/** Read a row's amount, if it is in the job's currency and serves a kind of work. */
function amountOf(row: FloorRow | undefined, unit: Unit, kind: Kind, currency: string): string | null {
  if (row?.currency !== currency) return null;
  return unit === 'hour' && kind === 'any' && row.hour_kind === 'part_time' ? null : row[unit];
}

/** How often a month amount is due on the days that the job ran. */
function months({ full, minutes, cap }: Measure, whole: Fraction): Fraction {
  if (full) return fraction(1);
  const worked = over(fraction(minutes), whole);
  return cap ? smaller(fraction(cap), worked) : worked;
}

function note(row: FloorRow, unit: Unit, lastUsed: number, { used, reasons }: Use): void {
  const { id, tier, since, trusted_until } = row;
  const stale = trusted_until && trusted_until < isoDay(lastUsed);
  if (stale) reasons.add('stale_floor');
  if (row.proves === 'below') reasons.add('one_sided_floor');
  const proves = stale || used.get(`${id} ${unit}`)?.proves === 'below' ? 'below' : row.proves;
  used.set(`${id} ${unit}`, { id, unit, amount: row[unit] as string, since, tier, proves });
}

/** Work out what the amounts of one unit give; `whole` is the minutes that one of them is for. */
function sumOf(unit: Unit, whole: Fraction, series: Series, measure: Measure, use: Use): Fraction {
  const byRow = new Map<FloorRow, { minutes: number; capped: number; lastUsed: number }>();
  for (const [day, minutes] of measure[unit]) {
    const row = series.get(day) as FloorRow;
    const own = byRow.get(row) ?? { minutes: 0, capped: 0, lastUsed: day };
    if (unit === 'day' && measure.cap && compare(fraction(minutes), whole) > 0) own.capped++;
    else own.minutes += minutes;
    own.lastUsed = Math.max(own.lastUsed, day);
    byRow.set(row, own);
  }
  let all = fraction(0);
  for (const [row, { minutes, capped, lastUsed }] of byRow) {
    const each = unit === 'month' ? over(months(measure, whole), fraction(measure.month.size)) : over(fraction(1), whole);
    const often = plus(times(fraction(minutes), each), fraction(capped));
    all = plus(all, times(inMinor(row[unit] as string, use.digits), often));
    note(row, unit, lastUsed, use);
  }
  return all;
}

/**
 * Work out what a floor gives for some time, in minor units, or say what is missing for it.
 *
 * Without minutes it gives 0 and uses no row: the hour amount comes first, and no day needs it.
 */
export function floorFor(series: Series, kind: Kind, measure: Measure, use: Use): Fraction | Missing {
  let missing: Missing = 'no_floor';
  for (const unit of UNITS[kind]) {
    const days = [...measure[unit].keys()];
    if (!days.every((day) => amountOf(series.get(day), unit, kind, use.terms.currency))) continue;
    const hours = { hour: '1', day: use.rule?.hours_per_day, month: use.rule?.hours_per_month }[unit];
    const whole = times(decimal(hours ?? '0'), fraction(60));
    if (whole[0] || (unit === 'month' && measure.full)) return sumOf(unit, whole, series, measure, use);
    missing = 'no_conversion';
  }
  return missing;
}
