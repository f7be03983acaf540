import { beforeAll, expect, it, vi } from 'vitest';
import shell from '../texts/shell.json';
import { say } from '../lib/words';
import { refusal } from './refusal';

beforeAll(() => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  say('en', Object.fromEntries(Object.entries(shell).map(([key, { en }]) => [key, en])));
});

it.each([
  ['slow-down', 1, 'Too many tries. Wait 1 second, then try again.'],
  ['slow-down', 89, 'Too many tries. Wait 89 seconds, then try again.'],
  ['slow-down', 90, 'Too many tries. Wait 2 minutes, then try again.'],
  ['busy', undefined, 'The server is busy. Wait 30 seconds, then try again.'],
])('%s after %s says how long to wait', (code, seconds, words) => {
  expect(refusal({ code, seconds })).toBe(words);
});

it('has words for every refusal of a sign-in, each its own, and never shows a code', () => {
  const codes = ['wrong-keys', 'wrong-code', 'unreachable', 'unavailable', 'cannot-seal', 'signed-out', 'second-factor-asked', 'somebodys-notebook', 'else'];

  const said = codes.map((code) => refusal({ code }));

  expect(new Set(said).size).toBe(codes.length);
  expect(said.filter((words, at) => words.includes(codes[at]!) && codes[at] !== 'else')).toEqual([]);
  expect(refusal({ code: 'too-long' })).toBe(refusal({ code: 'wrong-keys' })); // no passphrase is that long
});
