import { beforeEach, expect, test } from 'vitest';

import { anEntry, stored } from '../store/a-phone';
import type { Op } from '../store/box';
import { dropped, Server } from './a-server';
import { allowCopy, aSyncedPhone, Time, type Synced, type Tab } from './a-sync';

let server: Server;
let time: Time;
let one: Synced;

beforeEach(async () => {
  server = new Server();
  time = new Time();
  one = await aSyncedPhone(server, time);
});

const pushes = () => server.pushes.filter(({ operations }) => operations.length);

/** Some tabs that have started and are quiet. */
async function tabs(n: number, locks: LockManager | undefined = one.phone.locks): Promise<Tab[]> {
  const all = Array.from({ length: n }, () => one.tab({}, { locks }));
  await allowCopy(all[0]!);
  for (const tab of all) await tab.sync.start();
  await time.pass(31_000);
  return all;
}

test.each([['Web Locks', true], ['a lease alone', false]])('three tabs that flush at once send each batch once, with %s', async (_, locks) => {
  const all = await tabs(3, locks ? one.phone.locks : undefined);
  const before = pushes().length;
  for (let minutes = 1; minutes <= 20; minutes += 1) await all[0]!.save({ minutes });
  await Promise.all(all.map(({ sync }) => sync.sendNow()));
  await time.pass(120_000);

  const sent = pushes().slice(before).flatMap(({ operations }) => operations.map(({ op_id }) => op_id));
  expect(sent).toHaveLength(20);
  expect(new Set(sent).size).toBe(20);
  expect(await stored(one.phone, 'op')).toHaveLength(0);
  for (const tab of all) {
    await expect.poll(() => tab.store.state.value.unsent).toBe(0);
    expect(tab.minutes()).toHaveLength(20);
  }
});

test.each([['Web Locks', true], ['a lease alone', false]])('a tab that was frozen in the middle holds the others up for 30 seconds and no longer, with %s', async (_, has) => {
  const locks = has ? one.phone.locks : undefined;
  const [frozen, other] = [one.tab({}, { locks, after: () => () => {} }), one.tab({}, { locks })]; // its timers stand still
  time.syncs.shift(); // nobody waits for it
  await allowCopy(frozen);
  let frozenFor = (): void => {};
  server.fault = (path, at, serve) => (at === 1 && path.endsWith('push') ? new Promise((done) => (frozenFor = () => done(serve()))) : undefined);
  void frozen.sync.start();
  await expect.poll(() => server.asked.length).toBe(1);
  await other.save({ minutes: 5 });
  await other.sync.start();
  expect(server.asked).toHaveLength(1);

  await time.pass(31_000);
  expect([...server.rows().values()].map(({ kind }) => kind)).toEqual(['consent.put', 'time_entry.put']);

  frozenFor(); // it wakes, and what it has in hand does no harm
  await frozen.sync.idle();
  await time.pass(1000);
  expect(server.ledger).toHaveLength(2);
  expect(await stored(one.phone, 'op')).toHaveLength(0);
  expect(await stored(one.phone, 'receipt')).toHaveLength(2);
});

test('30 changes that an app ten versions older left are all taken', async () => {
  const tab = one.tab();
  await allowCopy(tab);
  for (let minutes = 1; minutes <= 30; minutes += 1) await tab.save({ minutes });
  const { box } = (await tab.store.opened())!;
  await box.write(['op', 'entity'], async (t) => {
    for (const op of (await all(t, 'op')) as Op[]) {
      const { was: _, needs: __, ...older } = op; // what the first version wrote
      t.objectStore('op').put(older);
    }
  });
  await tab.sync.start();
  expect(server.ledger).toHaveLength(31);
  expect(await stored(one.phone, 'op')).toHaveLength(0);
});

const all = (t: IDBTransaction, name: string) =>
  new Promise<unknown[]>((resolve) => {
    const asked = t.objectStore(name).getAll();
    asked.onsuccess = () => resolve(asked.result);
  });

test('after 8 hours without a network 450 changes go in batches of 200 at most', async () => {
  const tab = one.tab({ patience: 2000 });
  await allowCopy(tab);
  await tab.sync.start();
  server.fault = () => dropped();
  await tab.store.saveAll(Array.from({ length: 450 }, (_, at) => ({ kind: 'time_entry' as const, body: anEntry({ minutes: at + 1 }) })));
  await tab.sync.idle();
  time.now += 8 * 3600_000;
  server.fault = () => undefined;
  const before = pushes().length;
  tab.back();
  await time.pass(0);

  expect(pushes().slice(before).map(({ operations }) => operations.length)).toEqual([200, 200, 50]);
  for (const push of pushes()) expect(JSON.stringify(push).length).toBeLessThan(210_000);
  expect(server.ledger).toHaveLength(451);
});

test('a phone that was signed out from elsewhere sends what it owes and then deletes itself', async () => {
  const tab = one.tab();
  await allowCopy(tab);
  await tab.sync.start();
  await tab.save({ minutes: 5 });
  server.leave = true;
  await tab.sync.sendNow();

  expect(server.ledger).toHaveLength(2);
  expect(one.left).toEqual(['left']);
  expect(tab.sync.state.value).toMatchObject({ left: true });
  expect(tab.sync.closed).toBe(true);
});

test('a phone that was signed out sends a removal, too, before it deletes itself', async () => {
  const tab = one.tab();
  await allowCopy(tab);
  const row = await tab.save({ minutes: 5 });
  await tab.sync.start();
  await time.pass(50_000);
  await tab.store.remove(row);
  server.leave = true;
  await time.pass(11_000); // its usual look, while the removal could still be undone
  expect(one.left).toEqual([]);
  await time.pass(60_000);
  expect(server.ledger.map(({ kind }) => kind)).toEqual(['consent.put', 'time_entry.put', 'time_entry.delete']);
  expect(one.left).toEqual(['left']);
});

test('a phone that was signed out and cannot send deletes nothing', async () => {
  const tab = one.tab();
  await allowCopy(tab);
  await tab.sync.start();
  await tab.save({ minutes: 5 });
  server.leave = true;
  server.fault = () => dropped();
  await tab.sync.sendNow();
  await time.pass(3600_000);
  expect(one.left).toEqual([]);
});

test('a phone that was signed out and owes nothing hears of it at its next look', async () => {
  const tab = one.tab();
  await allowCopy(tab);
  await tab.sync.start();
  server.leave = true;
  await time.pass(61_000);
  expect(one.left).toEqual(['left']);
});
