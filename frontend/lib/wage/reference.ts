/** The part of the reference data that sums are worked out with (docs/sums.md, "Reference the sums need"). */

export interface FloorRow {
  id: string;
  country: string;
  region: string; // ISO 3166-2, or the country's code where it holds for all of it
  tier: string; // '' where the country has none, or the source names none
  group: string | null; // of workers; the words are in places.groups
  currency: string;
  hour: string | null;
  hour_kind: 'part_time' | 'all' | null;
  day: string | null;
  month: string | null;
  since: string;
  until: string | null;
  proves: 'both' | 'below';
  trusted_until: string | null;
  status?: string;
  source?: number | null; // an index into a list of sources
}

export interface Rule {
  hours_per_month: string | null;
  hours_per_day: string | null;
  day_minutes: number | null;
  week_minutes: number | null;
  part_time: { day_minutes: number; week_minutes: number } | null;
  insurance: Partial<Record<string, 'inside' | 'on_top'>>;
  counts: { paperwork: boolean | null; travel: boolean | null };
  trusted_until: string | null;
  articles?: unknown;
}

export interface Reference {
  floors: FloorRow[];
  rules: Partial<Record<string, Rule>>;
  digits: Partial<Record<string, number>>;
}
