import { beforeEach, describe, expect, test } from 'vitest';

import { stored } from '../store/a-phone';
import type { Op } from '../store/box';
import { dropped, problem, Server } from './a-server';
import { allowCopy, aSyncedPhone, nothingIsLost, type Synced, type Tab } from './a-sync';
import { bindAccount } from './account';
import { Backoff } from './backoff';

let server: Server;
let one: Synced;
let tab: Tab;

beforeEach(async () => {
  server = new Server();
  one = await aSyncedPhone(server);
  tab = one.tab();
  await allowCopy(tab);
});

const ops = () => stored<Op>(one.phone, 'op');
const entries = () => [...server.rows().values()].filter(({ kind }) => kind === 'time_entry.put');
const saveMany = async (n: number) => {
  for (let minutes = 1; minutes <= n; minutes += 1) await tab.save({ minutes });
};
const state = () => tab.sync.state.value;

describe('a server that says not now', () => {
  test.each([429, 503])('%i with Retry-After is obeyed', async (status) => {
    await saveMany(1);
    server.fault = (path) => (path.endsWith('push') ? problem(status, 'slow-down', { 'Retry-After': '120' }) : undefined);
    await tab.sync.start();
    expect(server.asked).toHaveLength(1);

    tab.back(); // seen again: still not before the time
    await one.time.pass(119_000);
    expect(server.asked).toHaveLength(1);
    server.fault = () => undefined;
    await one.time.pass(40_000);

    expect(entries()).toHaveLength(1);
  });

  test('50 phones do not come back together', () => {
    const waits = Array.from({ length: 50 }, (_, n) => {
      let seed = n;
      const random = () => (seed = (seed * 9301 + 49_297) % 233_280) / 233_280;
      const backoff = new Backoff(() => 0, random);
      return [backoff.next(60_000), backoff.next(), backoff.next(), backoff.next(), backoff.next(), backoff.next()];
    });
    expect(Math.min(...waits.map(([first]) => first!))).toBeGreaterThanOrEqual(60_000);
    for (const at of [0, 3, 4, 5]) {
      const seconds = waits.map((all) => Math.floor(all[at]! / 1000));
      const busiest = Math.max(...[...new Set(seconds)].map((s) => seconds.filter((one) => one === s).length));
      expect(busiest, `try ${at}`).toBeLessThanOrEqual(15);
    }
  });

  test('401 in the middle keeps everything, saving goes on, and after signing in it resumes', async () => {
    server.page = 200;
    await saveMany(3);
    await tab.sync.start();
    server.fault = (path) => (path.startsWith('/v1/sync') ? problem(401, 'signed-out') : undefined);
    await tab.save({ minutes: 50 });
    await one.time.pass(1000);
    expect(state()).toMatchObject({ is: 'needs-you', waiting: 1, reasons: [{ why: 'signed-out' }] });
    await tab.save({ minutes: 51 });
    const asked = server.asked.length;
    await one.time.pass(3600_000);
    expect(server.asked).toHaveLength(asked);

    server.fault = () => undefined;
    await bindAccount(tab.store, { handle: 'lan', device_key: 'AA==', signed_in: true, pins: [] });
    await one.time.pass(1000);

    expect(entries()).toHaveLength(5);
    expect(state()).toMatchObject({ is: 'received', reasons: [] });
    await nothingIsLost(server, one, tab, 5);
  });

  test.each([
    [400, 'malformed'],
    [403, 'not-from-this-app'],
    [404, 'not-found'],
    [409, 'other-account'],
    [422, 'invalid'],
  ])('%i %s signs nobody out: it is tried again, and after a day the worker hears of it', async (status, code) => {
    await saveMany(1);
    server.fault = (path) => (path.endsWith('push') ? problem(status, code) : undefined);
    await tab.sync.start();
    await one.time.pass(3600_000);
    expect(state()).toMatchObject({ is: 'phone', waiting: 2, reasons: [] });
    await one.time.pass(24 * 3600_000);
    expect(state().reasons).toEqual([{ why: 'stalled', n: 2 }]);

    server.fault = () => undefined;
    await one.time.pass(3600_000);

    expect(entries()).toHaveLength(1);
    expect(state()).toMatchObject({ is: 'received', reasons: [] });
  });

  test('another phone’s session is none of this phone’s: it asks to sign in', async () => {
    await saveMany(1);
    server.fault = (path) => (path.endsWith('push') ? problem(403, 'other-device') : undefined);
    await tab.sync.start();
    expect(state()).toMatchObject({ is: 'needs-you', waiting: 2, reasons: [{ why: 'signed-out' }] });
  });

  test('413 halves the batch down to one; the one that is too large needs the worker, the others go', async () => {
    await saveMany(20);
    const big = (await ops()).find(({ seq }) => seq === 8)!;
    server.fault = (path, _, serve) => {
      if (!path.endsWith('push')) return undefined;
      const before = server.ledger.length;
      const answer = serve();
      if (!server.pushes[server.pushes.length - 1]!.operations.some(({ op_id }) => op_id === big.op_id)) return answer;
      server.ledger.length = before;
      return new Response('Request Entity Too Large', { status: 413 });
    };

    await tab.sync.start();
    await one.time.pass(60_000);

    expect(entries()).toHaveLength(19);
    expect((await ops()).map(({ op_id, needs }) => [op_id, needs?.why])).toEqual([[big.op_id, 'invalid']]);
    expect(state()).toMatchObject({ is: 'needs-you', waiting: 1, reasons: [{ why: 'invalid', n: 1 }] });
  });
});

describe('a copy that is full', () => {
  const full = () => expect(state()).toMatchObject({ is: 'needs-you', reasons: [{ why: 'full', n: 2 }] });

  test('says so in every tab, keeps what is new, and still hears what was taken back, removed and changed elsewhere', async () => {
    const kept = await tab.save({ minutes: 9 });
    await tab.sync.start();
    server.full = true;
    await saveMany(2);
    await tab.store.remove(kept);
    await tab.store.saveAll([{ kind: 'withdrawal', body: { purpose: 'count', organization_id: null, withdrawn_on: '2026-05-14' } }]);
    const pulls = server.asked.filter((path) => path.includes('pull')).length;

    await tab.sync.sendNow();

    full();
    const other = one.tab();
    await other.sync.show();
    await other.sync.start();
    expect(other.sync.state.value.reasons).toEqual([{ why: 'full', n: 2 }]);
    expect(server.ledger.map(({ kind }) => kind)).toEqual(['consent.put', 'time_entry.put', 'withdrawal.put', 'time_entry.delete']);
    expect((await ops()).map(({ kind }) => kind)).toEqual(['time_entry.put', 'time_entry.put']);
    expect(server.asked.filter((path) => path.includes('pull')).length).toBeGreaterThan(pulls);
  });

  test('is asked again, later and later, and takes everything once it has room', async () => {
    server.full = true;
    await saveMany(2);
    await tab.sync.start();
    full();
    const pushes = server.pushes.length;
    await one.time.pass(24 * 3600_000);
    full();
    expect(server.pushes.length - pushes).toBeLessThan(200);

    server.full = false;
    await one.time.pass(3600_000);

    expect(entries()).toHaveLength(2);
    expect(state()).toMatchObject({ is: 'received', reasons: [] });
    await nothingIsLost(server, one, tab, 2);
    server.fault = () => dropped();
    await tab.save({ minutes: 3 });
    await one.time.pass(1000);
    expect(state()).toMatchObject({ is: 'phone', waiting: 1, reasons: [] }); // it is not full any more
  });
});
