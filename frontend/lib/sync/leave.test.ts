import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type * as StoreDoor from '../store';
import { FakeStorage, rawBytes } from '../store/a-phone';
import { dropped, Server } from './a-server';
import { allowCopy, aSyncedPhone, type Synced, type Tab } from './a-sync';
import { leaving } from './leave';

let server: Server;
let one: Synced;
let tab: Tab;
let other: Tab;

/** Caches as the browser has them: the app's own files, the mark, and what came from elsewhere. */
const caches = new Set<string>();

beforeEach(async () => {
  server = new Server();
  one = await aSyncedPhone(server);
  [tab, other] = [one.tab(), one.tab()];
  await allowCopy(tab);
  await tab.sync.start();
  await other.store.loaded();
  vi.stubGlobal('indexedDB', one.phone.factory);
  vi.stubGlobal('localStorage', listed(one.phone.local));
  vi.stubGlobal('sessionStorage', new FakeStorage());
  caches.clear();
  for (const name of ['gongyou 1abc', 'gongyou.mark']) caches.add(name);
  vi.stubGlobal('caches', { keys: () => Promise.resolve([...caches]), delete: (name: string) => Promise.resolve(caches.delete(name)) });
  const door = (await import('../store')) as typeof StoreDoor;
  vi.spyOn(door.store, 'close').mockImplementation((why) => tab.store.close(why)); // the page's own store is this phone's
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** localStorage as `Object.keys` sees it. */
const listed = (local: FakeStorage): Storage => new Proxy(local, { ownKeys: () => [...local.lines.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });

test('nothing of the worker’s is left, and the app stays', async () => {
  one.phone.local.setItem('language', 'zh-CN');
  await tab.save({ note: 'Kirschbaum' });

  expect(await leaving(tab.sync, 'elsewhere')).toEqual([]);

  expect(await one.phone.factory.databases()).toEqual([]);
  expect([...one.phone.local.lines.keys()]).toEqual(['language']);
  expect([...caches]).toEqual(['gongyou 1abc']);
  expect(server.asked).toContain('/v1/sessions/end');
});

test('in the middle of a flush with a slow server: the database is gone and nothing is made again', async () => {
  await tab.save({ minutes: 5 });
  let answer = (): void => {};
  server.fault = (path, _, serve) => (path.endsWith('push') ? new Promise((done) => (answer = () => done(serve()))) : undefined);
  const sending = tab.sync.sendNow();
  await expect.poll(() => server.asked[server.asked.length - 1]).toBe('/v1/sync/push');

  expect(await leaving(tab.sync, 'elsewhere')).toEqual([]);
  expect(server.signals[server.signals.length - 1]!.aborted).toBe(true);
  answer(); // now the server says that it has it
  await sending;
  await tab.sync.idle();
  tab.back();
  await other.sync.start();
  await one.time.pass(3600_000);
  await other.store.saveAll([]).catch(() => undefined);

  expect(await one.phone.factory.databases()).toEqual([]);
  expect([...one.phone.local.lines.keys()]).toEqual([]);
  expect(await rawBytes(one.phone)).toBe('');
});

test('the other tabs hear that it was ordered from another phone', async () => {
  await leaving(tab.sync, 'ordered');
  expect(other.store.state.value.gone).toBe('ordered');
});

test('without a network it is done all the same', async () => {
  server.fault = () => dropped();
  expect(await leaving(tab.sync, 'elsewhere')).toEqual([]);
  expect(await one.phone.factory.databases()).toEqual([]);
});
