import { beforeEach, describe, expect, test } from 'vitest';

import type { Row } from '../records';
import { stored } from '../store/a-phone';
import type { Op } from '../store/box';
import { problem, Server } from './a-server';
import { allowCopy, aSyncedPhone, recover, Time, type Synced, type Tab } from './a-sync';
import { resolveConflict } from './conflicts';
import { compareReceipt } from './receipts';

let server: Server;
let time: Time;
let one: Synced;
let two: Synced;
let a: Tab;
let b: Tab;

beforeEach(async () => {
  server = new Server();
  time = new Time();
  one = await aSyncedPhone(server, time);
  two = await aSyncedPhone(server, time);
  [a, b] = [one.tab(), two.tab()];
  await allowCopy(a);
  await a.sync.start();
  await b.sync.start();
});

const only = (tab: Tab): Row<'time_entry'> => tab.store.rows('time_entry').value[0]!;
const send = async (...tabs: Tab[]) => {
  for (const tab of tabs) await tab.sync.sendNow();
};

/** One row, on the server and on both phones. */
async function shared(): Promise<void> {
  await a.save({ minutes: 60, note: 'first' });
  await send(a, b);
}

describe('two phones', () => {
  test('each has what the other saved, note and all, and both can prove that the copy is whole', async () => {
    await shared();

    expect(only(b).body).toEqual(only(a).body);
    for (const tab of [a, b]) {
      const found = await compareReceipt((await tab.sync.desk())!);
      expect(found).toMatchObject({ same: true, waiting: 0, there: { consent: 1, time_entry: 1 } });
    }
    expect(b.store.state.value.unsent).toBe(0);
    await send(a, a);
    expect(only(a).rev).toBe(1); // what comes back of one's own is no change: a form that is open stays good
  });

  test('a receipt of a copy that is not whole does not agree', async () => {
    await shared();
    server.ledger.pop();
    expect(await compareReceipt((await a.sync.desk())!)).toMatchObject({ same: false });
  });

  test('different fields of one row edited offline are merged', async () => {
    await shared();
    await a.save({ ...only(a).body, minutes: 90 }, only(a));
    await b.save({ ...only(b).body, note: 'second' }, only(b));

    await send(a, b, a);

    for (const tab of [a, b]) expect(only(tab).body).toMatchObject({ minutes: 90, note: 'second' });
    expect(b.sync.state.value).toMatchObject({ is: 'received', reasons: [] });
    expect(await compareReceipt((await b.sync.desk())!)).toMatchObject({ same: true });
  });

  test.each(['mine', 'theirs'] as const)('the same field: both are kept and shown until the worker picks %s', async (side) => {
    await shared();
    await a.save({ ...only(a).body, minutes: 90 }, only(a));
    await b.save({ ...only(b).body, minutes: 30, note: 'second' }, only(b));
    await send(a, b);

    expect(b.sync.state.value).toMatchObject({ is: 'needs-you', reasons: [{ why: 'conflict', n: 1 }] });
    const [conflict] = b.sync.conflicts.value;
    expect(conflict).toMatchObject({ fields: ['minutes'], mine: { minutes: 30 }, theirs: { minutes: 90 } });
    expect(only(b).body.minutes).toBe(30);
    await send(b, b);
    expect(b.sync.conflicts.value).toHaveLength(1);

    expect(await resolveConflict((await b.sync.desk())!, conflict!.id, { minutes: side })).toBe(true);
    await send(b, a);

    for (const tab of [a, b]) expect(only(tab).body).toMatchObject({ minutes: side === 'mine' ? 30 : 90, note: 'second' });
    expect(b.sync.conflicts.value).toEqual([]);
    expect(server.missing((await b.store.opened())!.device_id)).toEqual([]);
  });

  test('a conflict that is edited further shows what is newest, and picks do not lose it', async () => {
    await shared();
    await a.save({ ...only(a).body, minutes: 90 }, only(a));
    await b.save({ ...only(b).body, minutes: 30 }, only(b));
    await send(a, b);
    await b.save({ ...only(b).body, minutes: 31, activity: 'waiting' }, only(b));
    await a.save({ ...only(a).body, activity: 'rework' }, only(a));
    await send(a, b);

    const desk = (await b.sync.desk())!;
    await resolveConflict(desk, only(b).id, { minutes: 'mine' });
    await send(b);
    expect(b.sync.conflicts.value).toMatchObject([{ fields: ['activity'], mine: { minutes: 31 } }]);
    await resolveConflict(desk, only(b).id, { activity: 'theirs' });
    await send(b, a);

    for (const tab of [a, b]) expect(only(tab).body).toMatchObject({ minutes: 31, activity: 'rework' });
  });

  test('a chain of edits that met another edit is never applied over it', async () => {
    await shared();
    await a.save({ ...only(a).body, minutes: 90 }, only(a));
    await b.save({ ...only(b).body, minutes: 30 }, only(b));
    await b.save({ ...only(b).body, minutes: 31 }, only(b)); // its base is the revision that the other phone's edit got
    await send(a, b);

    expect([...server.rows().values()].find(({ id }) => id === only(a).id)!.body!['minutes']).toBe(90);
    expect(b.sync.conflicts.value).toMatchObject([{ mine: { minutes: 31 }, theirs: { minutes: 90 } }]);
  });

  test('removed on one, edited on the other: removed on both, and the edit can be brought back for 30 days', async () => {
    await shared();
    await a.store.remove(only(a));
    await b.save({ ...only(b).body, minutes: 30 }, only(b));
    await send(a, b);

    expect([a.minutes(), b.minutes()]).toEqual([[], []]);
    expect(b.sync.kept.value).toMatchObject([{ kind: 'time_entry' }]);
    expect(b.sync.state.value.reasons).toEqual([]);
    await recover(b);
    await send(b, a);
    expect([a.minutes(), b.minutes()]).toEqual([[30], [30]]);
    expect(b.sync.kept.value).toEqual([]);
  });

  test('what was not brought back in 30 days is gone', async () => {
    await shared();
    await a.store.remove(only(a));
    await b.save({ minutes: 30 }, only(b));
    await send(a, b);
    time.now += 31 * 24 * 3600_000;
    b.sync.close();
    const later = two.tab();
    await later.sync.start();
    expect(later.sync.kept.value).toEqual([]);
  });

  test('edited on one, removed on the other: removed on both', async () => {
    await shared();
    await a.save({ ...only(a).body, minutes: 90 }, only(a));
    await b.store.remove(only(b));
    await send(a, b, a);
    expect([a.minutes(), b.minutes()]).toEqual([[], []]);
    expect(await compareReceipt((await a.sync.desk())!)).toMatchObject({ same: true });
  });

  test('a removal undone after it was sent comes back as a new row', async () => {
    await shared();
    const before = only(a);
    const gone = await a.store.remove(before);
    await send(a);
    await a.store.saveAll([{ kind: 'time_entry', body: before.body, row: gone as typeof before }]);
    await send(a, b);
    expect([a.minutes(), b.minutes()]).toEqual([[60], [60]]);
    expect(only(b).id).not.toBe(before.id);
  });
});

describe('withdrawing', () => {
  const withdraw = (tab: Tab) => tab.store.saveAll([{ kind: 'withdrawal', body: { purpose: 'copy', organization_id: null, withdrawn_on: '2026-05-14' } }]);
  const records = () => [...server.rows().values()].filter(({ kind }) => kind.startsWith('time_entry'));

  test('wins over a consent given on a phone that had not heard of it, in every order of arrival', async () => {
    for (const order of [['a', 'b'], ['b', 'a'], ['b', 'a', 'b']]) {
      await beforeEachAgain();
      await withdraw(a);
      await allowCopy(b, 0);
      await send(...order.map((name) => (name === 'a' ? a : b)));
      await send(a, b);
      await a.save({ minutes: 1 });
      await b.save({ minutes: 2 });
      await send(a, b);
      expect(records()).toEqual([]);
      for (const tab of [a, b]) expect(tab.sync.state.value).toMatchObject({ is: 'phone', reasons: [] });
    }
  });

  test('deletes the copy; what was there is only on the phones then, and goes again after a new consent', async () => {
    await shared();
    await a.save({ minutes: 61 });
    await send(a, b);
    await withdraw(a);
    await send(a);
    expect(records()).toEqual([]);
    expect(a.sync.state.value).toMatchObject({ is: 'phone', waiting: 2 });

    await allowCopy(a, 1);
    await send(a, b, a, b);

    expect(records()).toHaveLength(2);
    for (const tab of [a, b]) {
      expect(tab.sync.state.value).toMatchObject({ is: 'received', waiting: 0, reasons: [] });
      expect(await compareReceipt((await tab.sync.desk())!)).toMatchObject({ same: true });
    }
    expect([a.minutes(), b.minutes()]).toEqual([[61, 60], [61, 60]]);
  });

  async function beforeEachAgain(): Promise<void> {
    [a, b].forEach((tab) => tab.sync.close());
    server = new Server();
    time = new Time();
    one = await aSyncedPhone(server, time);
    two = await aSyncedPhone(server, time);
    [a, b] = [one.tab(), two.tab()];
    await a.sync.start();
    await b.sync.start();
  }
});

describe('downloading', () => {
  test('page by page, each with its cursor; a download that is cut goes on where it was', async () => {
    for (let minutes = 1; minutes <= 25; minutes += 1) await a.save({ minutes });
    await send(a);
    server.page = 5;
    let pages = 0;
    server.fault = (path) => (path.includes('pull') && ++pages === 3 ? problem(500, 'oops') : undefined);
    await send(b);
    expect(b.minutes()).toHaveLength(10);
    server.fault = () => undefined;
    const before = server.asked.length;
    await send(b);
    expect(b.minutes()).toHaveLength(25);
    expect(server.asked.slice(before).filter((path) => path.includes('pull'))).toHaveLength(3);
  });

  test('a cursor that is too old costs a download and touches nothing that waits', async () => {
    await shared();
    server.fault = (path) => (path.endsWith('push') ? problem(503, 'busy') : undefined);
    await b.save({ minutes: 5 });
    await send(b);
    const before = (await stored<Op>(two.phone, 'op')).map(({ op_id }) => op_id);
    server.generation += 1;
    server.fault = () => undefined;
    let seen: string[] = [];
    server.fault = (path, _, serve) => {
      if (path.endsWith('push')) seen = server.pushes.flatMap(({ operations }) => operations.map(({ op_id }) => op_id));
      return serve();
    };
    await send(b);
    expect(before).toHaveLength(1);
    expect(server.ledger.some(({ op_id }) => op_id === before[0])).toBe(true);
    expect(seen.filter((id) => id === before[0]).length).toBeLessThanOrEqual(1);
    expect(b.minutes()).toEqual([5, 60]);
    expect(b.sync.state.value).toMatchObject({ is: 'received', waiting: 0 });
  });

  test('a server restored from an older backup gets back what it lost', async () => {
    await shared();
    await a.save({ minutes: 7 });
    await send(a);
    server.ledger.pop();
    server.generation += 1;
    await send(a, a);
    expect([...server.rows().values()].filter(({ kind }) => kind === 'time_entry.put')).toHaveLength(2);
    expect(await compareReceipt((await a.sync.desk())!)).toMatchObject({ same: true });
  });

  test('what this version cannot read is skipped, and asked for again by the next one', async () => {
    await shared();
    await a.save({ minutes: 8 });
    const last = server.ledger[server.ledger.length - 1]!;
    server.ledger.push({ ...last, change: server.ledger.length + 1, kind: 'incident.put', id: last.id.replace(/.$/, (end) => (end === '0' ? '1' : '0')), op_id: 'x' });
    await send(a, b);
    expect(b.minutes()).toEqual([8, 60]);
    b.sync.close();
    const before = server.asked.length;
    const newer = two.tab({}, { version: '2' });
    await newer.sync.start();
    expect(server.asked.slice(before).filter((path) => path === '/v1/sync/pull?limit=200')).toHaveLength(1);
    expect(newer.minutes()).toEqual([8, 60]);
  });
});
