import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { check } from './check';
import type { CheckRules } from './reference';

const home = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'gongyou-check-'));
execFileSync(join(home, '.venv/bin/python'), ['-m', 'api.reference.publish', folder], { cwd: home });
const rules = JSON.parse(readFileSync(join(folder, 'check.json'), 'utf8')) as CheckRules;

interface Said {
  text: string;
  level: string;
  score: number;
  hits: string[];
}

const said = parse(readFileSync(join(home, 'tests/vectors/offers/verdicts.yaml'), 'utf8')) as Said[];

describe('the phone says of every advert what the service says', () => {
  it.each(said)('$text', ({ text, level, score, hits }) => {
    const verdict = check(text, rules);

    expect({ ...verdict, hits: verdict.hits.map((hit) => `${hit.id} ${hit.at} ${hit.words.join(' + ')}`) }).toEqual({ level, score, hits });
  });
});

describe('hostile text', () => {
  const size = 100_000;
  const hostile = {
    'one character': '交'.repeat(size),
    'verb and noun': '交押'.repeat(size / 2),
    denials: '不收押金，'.repeat(size / 5),
    'half words': 'no'.repeat(size / 2),
    spaces: '培 '.repeat(size / 2),
    digits: '1,'.repeat(size / 2),
    pay: 'pay '.repeat(size / 4),
    swaps: '加v'.repeat(size / 2),
  };

  it.each(Object.entries(hostile))('of 100,000 characters comes to an end: %s', (_, text) => {
    expect(check(text, rules).hits.length).toBeLessThan(100); // what backtracks outlasts the runner's patience and fails
  });

  it.each(['', '\ud83d', '\u0000\u202e', '𝒑𝒂𝒚 𝟏𝟎', 'İ'.repeat(50), '🙂'.repeat(500)])('never throws: %j', (text) => {
    expect(check(text, rules).level).toBe('info');
  });
});
