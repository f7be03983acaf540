/**
 * The reference files that the service publishes (docs/reference.md) and how a screen gets one. They lie beside the
 * app under /reference/, the service worker keeps them, and nothing about who reads which is sent or stored.
 */
import { language } from './i18n';
import type { Terms } from './records';
import type * as Sums from './wage/reference';

/** A short text. Without `zh` nobody has put it into Chinese yet: show `en`, and say so. */
export interface Words {
  en: string;
  zh?: string;
}

/** A text in the language spoken here, as far as it is there. */
export const spoken = ({ en, zh }: { en: string; zh?: string | undefined }): string => (language.value.startsWith('zh') && zh) || en;

export type Level = 'info' | 'caution' | 'danger' | 'stop';
type EmployerKind = 'centre' | 'contractor' | 'agent' | 'school' | 'team_leader' | 'platform' | 'client';
export type Place = NonNullable<Terms['place']>;

/** A row as it is published: what the sums need, and what stands behind it. */
export interface FloorRow extends Sums.FloorRow {
  trusted_until: string;
  status: 'ok' | 'partial' | 'lower_bound' | 'superseded' | 'future';
  source: number; // index into `sources`
}

export interface Rule extends Sums.Rule {
  trusted_until: string;
  articles: string[];
}

export interface Source {
  publisher: string;
  title: string;
  url: string; // '' where only the publisher is known
  date: string;
}

export interface Floors {
  floors: FloorRow[];
  rules: Record<string, Rule>;
  digits: Record<string, number>;
  sources: Source[];
  checked_on: string;
}

export interface Tier extends Words {
  id: string;
  areas?: string; // as read, in Chinese; missing: no trustworthy list, the worker picks
}

export interface Country extends Words {
  id: string;
  note?: Words; // what to know before comparing with its minimum
  currency: string | null; // of its minimum: a first guess
  tiers: Tier[]; // of the country itself
  regions: (Words & { id: string; tiers: Tier[] })[];
}

export interface Places {
  groups: Record<string, Words>;
  countries: Country[];
}

/** What `check` in ./check works with; phrases are joined by `/`, the parts of a signal by `+`. */
export interface CheckRules {
  levels: Record<Level, number>;
  pairs: { all: string[]; level: Level }[];
  letters: string;
  swaps: [string, string][];
  denials: { near: string; far: string; after: string; but: string; yet: string };
  patterns: { id: string; weight: number; stop: boolean; signals: string[]; unless: string }[];
}

export interface Signs {
  checked_on: string;
  signs: Record<string, { name: Words; why: Words; advice: string; articles: string[] }>;
  advice: Record<string, Words>;
}

export interface HelpLine {
  id: string;
  purpose: string; // hotlines: labour, union, legal_aid, city, fraud; lines: crisis, violence, children, …
  name: Words;
  numbers: { via: 'call' | 'sms' | 'whatsapp'; number: string; text?: string; where?: string }[];
  hours: Words | null; // null: no hours were read; the screen must say so
  always_open: boolean; // only where round the clock was read: what to show at night
  cost: 'free' | null; // null: not known
  note?: Words;
  languages?: string[];
}

export interface HelpCountry {
  emergency: { number: string; what: Words }[]; // shown first, always
  hotlines: HelpLine[];
  lines: HelpLine[];
  first_hour: {
    within: 'now' | 'hour' | 'day' | 'days' | 'weeks' | 'month';
    action: Words;
    contact: Words;
    note?: Words;
  }[];
  keep: Words[];
  have_ready: Words[];
  traps: Words[];
}

export interface Help {
  checked_on: string;
  recheck_by: string; // after this day every entry says that it is old
  general: { key: string; title: Words; why: Words }[];
  case_card: Words[];
  countries: Record<string, HelpCountry>;
}

export interface Rights {
  checked_on: string;
  lawyer: string | null; // null: every card says that no lawyer has read it yet
  country: string;
  statutes: Record<string, Words & { by: string; version: string }>;
  cards: { id: string; title: Words; text: Words; do: Words; articles: string[] }[]; // 'LCL 9': statute, article
}

export interface Directory {
  employers: {
    id: string;
    names: string[]; // every name it is known by, its own first
    zh?: string;
    kind: EmployerKind;
    country: string;
    domain?: string; // only where it was read in a source
    closed_on?: string; // an offer of work there after this day is suspect
  }[];
}

export interface Tasks {
  families: Record<string, Words>;
  units: Record<string, Words>;
  types: {
    id: string;
    en: string;
    zh: string;
    family: string;
    units: string[];
    harm: 'none' | 'disturbing' | 'severe';
    level: number; // 5 is entry; our own mapping to the Chinese standard
  }[];
}

export interface ReferenceFiles {
  floors: Floors;
  places: Places;
  check: CheckRules;
  signs: Signs;
  help: Help;
  rights: Rights;
  directory: Directory;
  tasks: Tasks;
}

const loaded = new Map<keyof ReferenceFiles, Promise<unknown>>();

/** Gives a reference file, fetched once a session; a failed fetch is tried again the next time. */
export function loadReference<K extends keyof ReferenceFiles>(name: K): Promise<ReferenceFiles[K]> {
  let file = loaded.get(name);
  if (!file) {
    file = fetch(`/reference/${name}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`reference ${name}: ${answer.status}`);
      return answer.json() as Promise<unknown>;
    });
    file.catch(() => loaded.delete(name));
    loaded.set(name, file);
  }
  return file as Promise<ReferenceFiles[K]>;
}
