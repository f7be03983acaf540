import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let address: { hash: string };
let entries: { state: unknown }[];

/** The little of a window that route.ts touches; `entries` is the history, ours on top. */
function aWindow(hash: string): void {
  address = { hash };
  entries = [{ state: null }];
  const goTo = (state: unknown, url: string) => ((address.hash = url), { state });
  const history = {
    get state() {
      return entries.at(-1)!.state;
    },
    replaceState: (state: unknown, _: string, url: string) => (entries[entries.length - 1] = goTo(state, url)),
    pushState: (state: unknown, _: string, url: string) => entries.push(goTo(state, url)),
    back: () => entries.pop(),
  };
  vi.stubGlobal('location', address);
  vi.stubGlobal('history', history);
  vi.stubGlobal('scrollTo', () => undefined);
}

const start = async (hash = '') => (aWindow(hash), await import('./route'));

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['', 'today', []],
  ['#/', 'today', []],
  ['#/pay/payment/7', 'pay', ['payment', '7']],
  ['#/check/shared?lang=en', 'check', ['shared']],
  ['#/pay/%E5%B7%A5', 'pay', ['工']],
  ['#/pay/100%', 'pay', ['100%']], // cannot be decoded
])('the address %j is tab %s and %j', async (hash, tab, rest) => {
  expect((await start(hash)).place.value).toEqual({ tab, rest });
});

it('a tab takes the place of the one before, so that Back leaves', async () => {
  const { go, place } = await start();

  go('pay');
  go('learn');

  expect(entries).toHaveLength(1);
  expect(place.value.tab).toBe('learn');
});

it('a step inside can be taken back', async () => {
  const { back, go } = await start();
  go('pay');
  go('pay/payment/7');
  expect(entries).toHaveLength(2);

  back();

  expect(entries).toHaveLength(1);
});

it('back from a page that was opened directly goes to its tab, not out of the app', async () => {
  const { back, place } = await start('#/pay/payment/7');

  back();

  expect(place.value).toEqual({ tab: 'pay', rest: [] });
  expect(entries).toHaveLength(1);
});
