import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['', { screen: 'overview', rest: [] }],
  ['#/overview', { screen: 'overview', rest: [] }],
  ['#/overview/2026-11-08', { screen: 'overview', rest: ['2026-11-08'] }],
  ['#/partners?x=1', { screen: 'partners', rest: [] }],
  ['#/nothing/here', { screen: 'overview', rest: [] }],
  ['#/constructor', { screen: 'overview', rest: [] }],
  ['#/overview/%', { screen: 'overview', rest: ['%'] }],
])('the address %s is a place of the desk', async (hash, expected) => {
  vi.stubGlobal('location', { hash });
  vi.resetModules();

  const { place } = await import('./route');

  expect(place.value).toEqual(expected);
});

it.each([
  ['#/nothing/here', '#/overview'],
  ['#/overview/2026-11-08', undefined],
  ['', undefined],
])('the address %s is replaced by %s', async (hash, by) => {
  const replaced: string[] = [];
  vi.stubGlobal('location', { hash });
  vi.stubGlobal('history', { replaceState: (_: null, __: string, to: string) => replaced.push(to) });
  vi.stubGlobal('addEventListener', vi.fn());
  vi.resetModules();

  (await import('./route')).follow();

  expect(replaced).toEqual(by ? [by] : []);
});
