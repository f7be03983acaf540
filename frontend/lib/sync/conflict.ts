/** Merging two edits of one row, field by field: a pure rule (docs/sync.md, Conflicts). */
import type { Fields } from './wire';

interface Merged {
  body: Fields; // with this phone's value where both sides changed a field
  both: string[]; // fields that both sides changed, each to something else
}

export type Side = 'mine' | 'theirs';
export type Picks = Record<string, Side>;

/** Write a value so that equal ones look equal: order of names does not matter, and null is no value. */
function plain(value: unknown): string {
  const sorted = (_: string, part: unknown): unknown => {
    if (!part || typeof part !== 'object' || Array.isArray(part)) return part;
    const entries = Object.entries(part).filter(([, one]) => one !== null && one !== undefined);
    return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)));
  };
  return JSON.stringify(value ?? null, sorted);
}

export const same = (one: unknown, two: unknown): boolean => plain(one) === plain(two);

/**
 * Merge what this phone has with what is stored; `was` is what both began from, absent when that is not known.
 *
 * A field that only one side changed is taken from that side; a pick settles a field that both changed.
 */
export function merge(was: Fields | undefined, mine: Fields, theirs: Fields, picks: Picks = {}): Merged {
  const body: Fields = {};
  const both: string[] = [];
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const side = sideOf(name, was, mine, theirs);
    if (!side && !picks[name]) both.push(name);
    const from = (side ?? picks[name] ?? 'mine') === 'mine' ? mine : theirs;
    if (from[name] !== undefined) body[name] = from[name];
  }
  return { body, both };
}

/** Which side a field is taken from without asking; undefined: both changed it. */
function sideOf(name: string, was: Fields | undefined, mine: Fields, theirs: Fields): Side | undefined {
  if (same(mine[name], theirs[name])) return 'theirs';
  if (!was) return undefined;
  if (same(mine[name], was[name])) return 'theirs';
  return same(theirs[name], was[name]) ? 'mine' : undefined;
}
