import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { speakHere } from '../overview/an-example';
import { t } from '../lib/words';
import { WRONG, wrongOf } from './address';
import { saidOf } from './endpoint';

/** The list that the service is held to. */
const SAID = JSON.parse(readFileSync(new URL('../../../tests/partners/addresses.json', import.meta.url).pathname, 'utf8')) as {
  refused: Record<string, string[]>;
  taken: string[];
  loopback: Record<string, string[]>;
};
const BEHIND_IPV6 = /\[::ffff:/; // the service alone judges it

afterEach(() => vi.unstubAllGlobals());

describe('an address is refused here by the word that the service would say', () => {
  it.each(Object.entries(SAID.refused).flatMap(([why, urls]) => urls.map((url) => [url, why] as const)))('%j: %s', (url, why) => {
    expect(wrongOf(url, false)).toBe(BEHIND_IPV6.test(url) ? undefined : why);
  });
});

it.each(SAID.taken)('%s is let through', (url) => expect(wrongOf(url, false)).toBeUndefined());

describe('on a host that may call itself', () => {
  it.each(Object.entries(SAID.loopback).flatMap(([why, urls]) => urls.map((url) => [url, why] as const)))('%j: "%s"', (url, why) => {
    expect(wrongOf(url, true) ?? '').toBe(why);
  });
});

it.each(['en', 'zh-CN'] as const)('each has words of its own in %s', (language) => {
  speakHere(language);
  const said = WRONG.map((wrong) => t(saidOf(wrong)));
  expect(new Set(said).size).toBe(WRONG.length);
  expect(said.join()).not.toContain('address.');
});
