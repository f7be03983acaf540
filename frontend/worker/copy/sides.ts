/** Two versions of one record: where they differ, and what the worker makes of them. Nothing is chosen by itself. */
import type { Row } from '../../lib/records';
import { same, type Picks, type Side } from '../../lib/sync/conflict';

export type { Picks, Side };
type Body = Record<string, unknown>;

/** Name the fields that do not say the same on both sides. */
export function differing(mine: object, theirs: object): string[] {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...names].filter((name) => !same((mine as Body)[name], (theirs as Body)[name]));
}

/** Put together what was picked; a field that nobody picked must not differ. */
export function merged<B extends Row['body']>(mine: B, theirs: B, picks: Picks): B {
  const whole: Body = { ...(theirs as Body) };
  for (const [name, side] of Object.entries(picks)) {
    const value = ((side === 'mine' ? mine : theirs) as Body)[name];
    if (value === undefined) delete whole[name];
    else whole[name] = value;
  }
  return whole as B;
}

/** Pick one side for every field. */
export const allOf = (fields: string[], side: Side): Picks => Object.fromEntries(fields.map((name) => [name, side]));

/** Tell whether a whole side was picked, so that it can be taken as it is. */
export function wholeSide(fields: string[], picks: Picks): Side | undefined {
  const sides = new Set(fields.map((name) => picks[name]));
  return sides.size === 1 ? [...sides][0] : undefined;
}
