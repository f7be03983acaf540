/** Exact fractions as pairs of BigInt: what money is until a line of it is rounded (docs/sums.md, "Numbers"). */

export type Fraction = readonly [over: bigint, under: bigint]; // under > 0

/** Make a fraction of two integers; BigInt refuses a number with places, so that no float gets in. */
export const fraction = (over: number | bigint, under: number | bigint = 1): Fraction => [BigInt(over), BigInt(under)];

/** Split a decimal string of up to 6 places, without idle zeros. Throws a RangeError for anything else. */
function parsed(text: string): [whole: string, places: string] {
  const [, whole, places = ''] = /^0*(\d+)(?:\.(?=\d)(\d{0,6}?)0*)?$/.exec(text) ?? [];
  if (!whole) throw new RangeError('not a decimal');
  return [whole, places];
}

/** Read a decimal string, such as a rate. */
export function decimal(text: string): Fraction {
  const [whole, places] = parsed(text);
  return [BigInt(whole + places.padEnd(6, '0')), 1_000_000n];
}

/** Write a decimal string in its shortest form, as the service does. */
export const shortest = (text: string): string => parsed(text).filter(Boolean).join('.');

export const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (b === d ? [a + c, b] : [a * d + c * b, b * d]);

export const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];

/** Divide by a fraction above zero. */
export const over = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1], a[1] * b[0]];

/** Compare by cross-multiplication: below zero, zero or above zero, as for a sort. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = [a[0] * b[1], b[0] * a[1]];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const smaller = (a: Fraction, b: Fraction): Fraction => (compare(b, a) < 0 ? b : a);
export const larger = (a: Fraction, b: Fraction): Fraction => (compare(b, a) > 0 ? b : a);

/** Add up one integer field of some records; where it is left out it is 0. */
export function sum<K extends string>(records: Iterable<{ [key in K]?: number | null }>, field: K): number {
  let all = 0;
  for (const record of records) all += record[field] ?? 0;
  return all;
}

/** Round down to an integer. */
export const floor = ([n, d]: Fraction): bigint => n / d - (n % d < 0n ? 1n : 0n);

/** Round half up, away from zero below it. Not exact beyond 2^53: estimate.ts refuses such an answer. */
export function round([n, d]: Fraction): number {
  const size = ((n < 0n ? -n : n) * 2n + d) / (d * 2n);
  return Number(n < 0n ? -size : size);
}

/** Turn an amount in whole currency units into minor units, still exact. */
export const inMinor = (amount: string, digits: number): Fraction => times(decimal(amount), [10n ** BigInt(digits), 1n]);
