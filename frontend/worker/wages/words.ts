/** Names in plain words: a job, a span, a place, a floor with what backs it. */
import type { Bodies, Legal, Row, Terms } from '../../lib/records';
import { today } from '../../lib/clock';
import { jobOf, periodAt, type Book, type JobFigures, type PeriodDays, type Span } from '../../lib/jobs';
import { money, month, span, toMinor } from '../../lib/format';
import { language, LANGUAGES, t, type Key } from '../../lib/i18n';
import { spoken, type Source } from '../../lib/reference';
import type { Floors } from './ready';

/** A word for a code; a code that we have no word for is said to be one. */
export function word(key: string, values: Record<string, string | number> = {}): string {
  const text = t(key as Key, values);
  return text === key ? t('pay.code', { code: key.split('.').pop() ?? '' }) : text;
}

export function jobName(book: Pick<Book, 'employer'>, body: Bodies['engagement']): string {
  const employer = book.employer.find((row) => row.id === body.employer_id)?.body.name ?? t('pay.job');
  return body.project ? `${employer} · ${body.project}` : employer;
}

/** "November 2026", "16 – 22 Nov", "2026". */
export function spanName({ kind, first, last }: Span): string {
  if (kind === 'month') return month(first);
  return kind === 'year' ? t('pay.year', { year: first.slice(0, 4) }) : span(first, last);
}

export const periodName = (period: { starts_on: string; ends_on: string }): string => span(period.starts_on, period.ends_on);

/** A day with its year: for dates of law. */
export function dated(iso: string): string {
  const tag = language.value in LANGUAGES ? language.value : 'en';
  const format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
  return format.format(new Date(`${iso}T12:00:00Z`));
}

/** A tier of a place by its name there, with the areas that belong to it if a list was read. */
export function tierName(tier: string, place: Terms['place'], floors: Floors, areas = false): string {
  const country = floors.countries.find((each) => each.id === place.country);
  const region = country?.regions.find((each) => each.id === place.region);
  const named = [...(region?.tiers ?? []), ...(country?.tiers ?? [])].find((each) => each.id === tier);
  if (!tier) return '';
  if (!named) return tier === 'single' ? t('pay.tier_single') : t('pay.tier', { tier });
  return areas && named.areas ? `${spoken(named)} · ${named.areas}` : spoken(named);
}

export function placeName(place: Terms['place'], floors: Floors): string {
  const country = floors.countries.find((each) => each.id === place.country);
  const region = country?.regions.find((each) => each.id === place.region);
  const own = place.region === place.country ? '' : place.region; // rows of a whole country carry its code
  const names = [country ? spoken(country) : place.country, region ? spoken(region) : own];
  return [...names, place.tier && tierName(place.tier, place, floors)].filter(Boolean).join(' · ');
}

type Floor = Legal['floors'][number];

interface FloorWords {
  where: string;
  amount: string;
  since: string;
  source: Source | undefined;
  sharp: boolean; // proves both ways
}

/** Say which floor was used, since when, and where it was read. */
export function floorWords(floor: Floor, floors: Floors): FloorWords {
  const row = floors.floors.find((each) => each.id === floor.id);
  const digits = row ? (floors.digits[row.currency] ?? 2) : 2;
  const amount = row ? money(toMinor(floor.amount, digits) ?? 0, row.currency, digits) : floor.amount;
  return {
    where: row ? placeName({ country: row.country, region: row.region, tier: floor.tier }, floors) : '',
    amount: t(`pay.per.${floor.unit}`, { amount }),
    since: dated(floor.since),
    source: row ? floors.sources[row.source] : undefined,
    sharp: floor.proves === 'both',
  };
}

/** The floors that were used in one line of small print: place, amounts, since when, who published them. */
export function floorsLine(used: Floor[], floors: Floors): string {
  const all = used.map((floor) => floorWords(floor, floors));
  const [one] = all;
  if (!one) return '';
  const first = used[0]!;
  const row = floors.floors.find((each) => each.id === first.id);
  const where = all.length === 1 || !row ? one.where : placeName({ country: row.country, region: row.region }, floors);
  const each = (of: (words: FloorWords) => string) => [...new Set(all.map(of))].join(t('pay.comma'));
  const since = t('how.since', { day: each((words) => words.since) });
  const sources = new Set(all.map((words) => words.source)).size;
  const source = t(sources > 1 ? 'pay.sources' : 'pay.source', { name: one.source?.publisher ?? t('how.no_source'), n: sources });
  return [where, all.length > 2 ? ranges(used, floors) : each((words) => words.amount), since, source].join(' · ');
}

/** Lowest and highest amount of each unit: a list of every tier is for the sum, not for small print. */
function ranges(used: Floor[], floors: Floors): string {
  const units = [...new Set(used.map((floor) => floor.unit))];
  const spans = units.map((unit) => {
    const own = used.filter((floor) => floor.unit === unit).sort((a, b) => (toMinor(a.amount, 4) ?? 0) - (toMinor(b.amount, 4) ?? 0));
    const [low, high] = [own[0]!, own[own.length - 1]!].map((floor) => floorWords(floor, floors).amount);
    return low === high ? low : t('pay.from_to', { low: low!, high: high! });
  });
  return spans.join(t('pay.comma'));
}

/** The checks of the pay periods that the real wage and its yardstick are made from. */
export const closedChecks = (jobs: JobFigures[]): Legal[] =>
  jobs.flatMap(({ periods }) => periods.filter((period) => period.closed).map(({ legal }) => legal));

/** The floors of some checks, each once. */
export function floorsUsed(checks: Legal[]): Legal['floors'] {
  const all = new Map(checks.flatMap(({ floors }) => floors).map((floor) => [floor.id + floor.unit, floor]));
  return [...all.values()];
}

/** The worker's word on a pay period; the day it names may be any inside it. */
export function markOf(book: Book, engagement: Row<'engagement'>, period: PeriodDays): Row<'period_mark'> | undefined {
  const job = jobOf(book, engagement);
  const own = book.period_mark.filter(({ body }) => body.engagement_id === engagement.id);
  return own.find(({ body }) => periodAt(job, body.for_period, today()).starts_on === period.starts_on);
}
