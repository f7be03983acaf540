/** Names in plain words: a job, a span, a place, a floor with what backs it. */
import type { Bodies, Legal, Row, Terms } from '../../lib/records';
import type { Book, Span } from '../../lib/pay';
import { day, month, span } from '../../lib/format';
import { language, t, type Key } from '../../lib/i18n';
import { count } from '../../lib/format';
import type { Floors } from './ready';

/** A word for a code; a code that we have no word for is said to be one. */
export function word(prefix: string, code: string, values: Record<string, string | number> = {}): string {
  const key = `${prefix}.${code}`;
  const text = t(key as Key, values);
  return text === key ? t('pay.code', { code }) : text;
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
export const dated = (iso: string): string => `${day(iso)} ${iso.slice(0, 4)}`;

export function tierName(tier: string): string {
  return tier === 'single' ? t('pay.tier_single') : t('pay.tier', { tier });
}

export function placeName({ country, region, tier }: Terms['place']): string {
  const name = new Intl.DisplayNames([language.value], { type: 'region' }).of(country) ?? country;
  return [name, region, tier && tierName(tier)].filter(Boolean).join(' · ');
}

export interface FloorWords {
  amount: string;
  since: string;
  source: string;
  url: string | undefined;
  sharp: boolean; // proves both ways
}

/** Say which floor was used, since when, and where it was read. */
export function floorWords(floor: Legal['floors'][number], floors: Floors): FloorWords {
  const row = floors.floors.find((each) => each.id === floor.id);
  const source = row?.source == null ? undefined : floors.sources[row.source];
  const amount = `${count(Number(floor.amount))} ${row?.currency ?? ''}`;
  return {
    amount: t(`pay.per_${floor.unit}`, { amount }),
    since: dated(floor.since),
    source: [source?.publisher, source?.title].filter(Boolean).join(' · '),
    url: source?.url?.startsWith('http') ? source.url : undefined,
    sharp: floor.proves === 'both',
  };
}

/** The floors of some checks, each once. */
export function floorsUsed(checks: Legal[]): Legal['floors'] {
  const all = new Map(checks.flatMap(({ floors }) => floors).map((floor) => [floor.id + floor.unit, floor]));
  return [...all.values()];
}

export const markOf = (book: Book, engagement: string, first: string): Row<'period_mark'> | undefined =>
  book.period_mark.find(({ body }) => body.engagement_id === engagement && body.for_period === first);
