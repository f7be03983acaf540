/** Holds the phone's sums to the vectors that the service is held to as well. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { estimate, type EstimateIn, type Reference } from './estimate';

interface Vector {
  id: string;
  title: string;
  derivation: string | string[];
  reference: string | Reference;
  asked: EstimateIn;
  expect: unknown;
}

const FOLDER = new URL('../../../tests/vectors/wages/', import.meta.url);
const read = (name: string): unknown => parse(readFileSync(new URL(name, FOLDER), 'utf8'));
const references = existsSync(new URL('references.yaml', FOLDER))
  ? (read('references.yaml') as Record<string, Reference>)
  : {};
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') && name !== 'references.yaml');

/** Keep of an answer what a vector speaks of: its keys, and all items of its lists. */
function spokenOf(answer: unknown, expected: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(answer)) {
    return answer.map((item, at) => (at < expected.length ? spokenOf(item, expected[at]) : item));
  }
  if (expected && answer && typeof expected === 'object' && typeof answer === 'object') {
    const given = answer as Record<string, unknown>;
    return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, spokenOf(given[key], value)]));
  }
  return answer;
}

describe.each(files)('vectors of %s', (name) => {
  const { vectors } = read(name) as { vectors: Vector[] };

  it.each(vectors.map((vector) => [vector.id, vector.title, vector] as const))('%s: %s', (_id, _title, vector) => {
    const reference = typeof vector.reference === 'string' ? references[vector.reference] : vector.reference;
    expect(reference, 'the reference is defined').toBeDefined();

    const answer = estimate(vector.asked, reference as Reference);

    expect(spokenOf(answer, vector.expect)).toEqual(vector.expect);
  });
});
