import { beforeEach, describe, expect, test } from 'vitest';

import { stored } from '../store/a-phone';
import type { Op } from '../store/box';
import { dropped, portal, Server, type Fault } from './a-server';
import { allowCopy, aSyncedPhone, nothingIsLost, type Synced, type Tab } from './a-sync';
import type { Receipt } from './rows';

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
const receipts = () => stored<Receipt>(one.phone, 'receipt');
const entries = () => [...server.rows().values()].filter(({ kind }) => kind === 'time_entry.put');
const saveMany = async (n: number) => {
  for (let minutes = 1; minutes <= n; minutes += 1) await tab.save({ minutes });
};
const state = () => tab.sync.state.value;

describe('sending', () => {
  test('each change arrives once, its operation goes with the receipt, and the state says when', async () => {
    await saveMany(3);

    await tab.sync.start();

    expect(entries().map(({ body }) => body!['minutes'])).toEqual([1, 2, 3]);
    expect(await ops()).toHaveLength(0);
    const all = (await receipts()).sort((a, b) => a.seq - b.seq);
    expect(all.map(({ seq, revision }) => [seq, revision])).toEqual([1, 2, 3, 4].map((seq) => [seq, 1]));
    expect(state()).toMatchObject({ is: 'received', host: 'union.example', waiting: 0, reasons: [], at: one.time.now });
    expect(tab.store.state.value.unsent).toBe(0);
  });

  test('nothing of the worker’s leaves before a copy is allowed, and then everything does', async () => {
    const other = await aSyncedPhone(server);
    tab = other.tab();
    one = other;
    await saveMany(2);
    await tab.sync.start();
    expect(server.operationsPushed()).toBe(0);
    expect(state()).toMatchObject({ is: 'phone', waiting: 2 });

    await allowCopy(tab);
    await tab.sync.sendNow();

    expect(entries()).toHaveLength(2);
    expect(await ops()).toHaveLength(0);
  });

  test('edits of one row follow one another, each on what the server made of the one before', async () => {
    const row = await tab.save({ minutes: 1 });
    await tab.sync.start();
    const next = await tab.save({ minutes: 2 }, row);
    await tab.save({ minutes: 3 }, next);

    await tab.sync.sendNow();

    const history = server.ledger.filter(({ id }) => id === row.id);
    expect(history.map(({ base, revision, body }) => [base, revision, body!['minutes']])).toEqual([[0, 1, 1], [1, 2, 2], [2, 3, 3]]);
    expect(history.map(({ seq }) => seq)).toEqual([2, 3, 4]); // as they were saved, none in the place of another
    expect(await ops()).toHaveLength(0);
  });

  test('what the worker alone may read travels sealed, and never in clear', async () => {
    await tab.save({ note: 'Kirschbaum-7731', starts_at_minute: 481 });

    await tab.sync.start();

    const sent = JSON.stringify(server.pushes);
    for (const word of ['Kirschbaum', 'starts_at', 'Shanghai', '"zone"']) expect(sent).not.toContain(word);
    expect(entries()[0]!.sealed).toHaveLength(380); // 29 + 256 bytes in base64
  });
});

describe('a network that fails', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('with every %i. answer dropped nothing is lost and nothing comes twice', async (n) => {
    server.fault = (_, at, serve) => (at % n === 0 ? (serve(), dropped()) : undefined);
    for (let round = 0; round < 4; round += 1) {
      await saveMany(5);
      await tab.sync.sendNow();
    }
    if (n === 1) expect(state().is).toBe('phone');
    if (n === 1) server.fault = () => undefined;

    await tab.sync.start();
    await one.time.pass(30 * 60_000);

    expect(entries()).toHaveLength(20);
    expect(await ops()).toHaveLength(0);
    await nothingIsLost(server, one, tab, 20);
  });

  const bad: [string, Fault][] = [
    ['a portal’s page with 200', () => portal()],
    ['cut JSON', (_, __, serve) => new Response('{"results":[{"outcome":"app', { headers: (serve(), { 'Content-Type': 'application/json' }) })],
    ['JSON of somebody else', () => new Response('{"ok":true}', { headers: { 'Content-Type': 'application/json' } })],
    ['too few results', () => new Response('{"results":[],"received_at":"2026-05-14T08:00:00Z","missing":[],"leave":false}', { headers: { 'Content-Type': 'application/json' } })],
    ['a portal’s 401', () => new Response('<html>', { status: 401, headers: { 'Content-Type': 'text/html' } })],
    ['no route, though the browser says online', () => dropped()],
    ['500', () => new Response('', { status: 500 })],
  ];
  test.each(bad)('%s is no answer: nothing is deleted, and the state never says more', async (_, fault) => {
    await saveMany(3);
    server.fault = fault;
    await tab.sync.start();
    for (let tries = 0; tries < 5; tries += 1) {
      await one.time.pass(60_000);
      expect(state()).toMatchObject({ is: 'phone', waiting: 4, reasons: [] });
      expect(state().at).toBeUndefined();
    }
    expect(await ops()).toHaveLength(4);
    expect(await receipts()).toEqual([]);

    server.fault = () => undefined;
    await tab.sync.sendNow();
    expect(entries()).toHaveLength(3);
    await nothingIsLost(server, one, tab, 3);
  });

  test('results in another order than they were sent are no answer', async () => {
    await saveMany(2);
    server.fault = async (path, _, serve) => {
      if (!path.endsWith('push')) return serve();
      const body = (await serve().json()) as { results: unknown[] };
      return new Response(JSON.stringify({ ...body, results: body.results.reverse() }), { headers: { 'Content-Type': 'application/json' } });
    };
    await tab.sync.start();
    expect(await ops()).toHaveLength(3);
  });

  test('flapping every 3 seconds for 10 minutes: each change once, and few bytes more', async () => {
    const flaps = () => Math.floor(one.time.now / 3000) % 2 === 0;
    server.fault = (_, __, serve) => (flaps() ? (serve(), dropped()) : undefined);
    await tab.sync.start();
    for (let second = 0; second < 600; second += 10) {
      await tab.save({ minutes: second + 1 });
      await one.time.pass(5000);
      tab.back();
      await one.time.pass(5000);
    }
    server.fault = () => undefined;
    tab.back();
    await one.time.pass(20 * 60_000);

    expect(entries()).toHaveLength(60);
    await nothingIsLost(server, one, tab, 60);
    const once = new Set(server.pushes.flatMap(({ operations }) => operations.map(({ op_id }) => op_id))).size;
    expect(once).toBe(61);
  });
});

describe('one that is not accepted', () => {
  test('blocks no other, is seen, and goes once it is edited', async () => {
    await saveMany(20);
    server.refuses = ({ body }) => body?.['minutes'] === 3;

    await tab.sync.start();

    expect(entries()).toHaveLength(19);
    expect(tab.sync.unsent.value).toMatchObject([{ kind: 'time_entry', removes: false, changes: 1, needs: { why: 'invalid', errors: [{ pointer: '/body/minutes' }] } }]);
    const row = tab.store.rows('time_entry').value.find(({ body }) => body.minutes === 3)!;
    await tab.save({ minutes: 33 }, row);
    await one.time.pass(1000);
    expect(entries()).toHaveLength(20);
    expect(state()).toMatchObject({ is: 'received', reasons: [] });
    expect(await ops()).toHaveLength(0);
    await tab.sync.sendNow();
    expect(server.missing(server.pushes[0]!.device_id)).toEqual([]); // its number was given up
    const edited = await tab.save({ minutes: 34 }, tab.store.rows('time_entry').value.find(({ id }) => id === row.id));
    await one.time.pass(1000);
    expect(server.rows().get(edited.id)!.body!['minutes']).toBe(34);
  });

  test('a removal undone before it was sent never reaches the server', async () => {
    const row = await tab.save({ minutes: 9 });
    await tab.sync.start();
    const gone = await tab.store.remove(row);
    await one.time.pass(5000);
    await tab.store.saveAll([{ kind: 'time_entry', body: row.body, row: gone as typeof row }]);

    await one.time.pass(120_000);

    expect(server.ledger.filter(({ id }) => id === row.id).map(({ kind }) => kind)).toEqual(['time_entry.put', 'time_entry.put']);
    expect(tab.minutes()).toEqual([9]);
    expect(state()).toMatchObject({ is: 'received', waiting: 0 });
  });

  test('what the server holds back is sent again when its parent has come, and not in a circle', async () => {
    server.orphansAllowed = false;
    const parent = '01890000-0000-7000-8000-0000000000ee';
    await tab.save({ engagement_id: parent });
    await tab.sync.start();
    expect(tab.sync.unsent.value).toMatchObject([{ held: true }]);
    expect(server.pushes.length).toBeLessThan(4);

    const body = { employer_id: parent, rates: [{ basis: 'hour', amount: '20' }] } as never;
    await tab.store.saveAll([{ kind: 'engagement', body, id: parent }]);
    await one.time.pass(1000);

    expect(await ops()).toHaveLength(0);
    expect(entries()).toHaveLength(1);
  });
});

test('a server that answers everything with a conflict is not asked without end, and nothing is lost', async () => {
  const row = await tab.save({ minutes: 5 });
  await tab.sync.start();
  await tab.save({ minutes: 6 }, row);
  server.fault = (path, _, serve) => {
    if (!path.endsWith('push')) return undefined;
    const answer = serve();
    const sent = server.pushes[server.pushes.length - 1]!.operations;
    if (!sent.length) return answer;
    server.ledger.length = 2;
    const results = sent.map(({ op_id, id }) => ({ outcome: 'conflict', op_id, stored: { kind: 'time_entry', id, revision: 1, removed: false, body: { minutes: 5 }, sealed: null } }));
    return new Response(JSON.stringify({ results, received_at: '2026-05-14T08:00:00Z', missing: [], leave: false }), { headers: { 'Content-Type': 'application/json' } });
  };

  await tab.sync.sendNow();

  expect(server.pushes.length).toBeLessThan(30);
  expect(tab.minutes()).toEqual([6]);
  expect(await ops()).toHaveLength(1);
});

test('changes that are neither here nor there are counted, with the day', async () => {
  await saveMany(4);
  const lost = (await ops()).filter(({ seq }) => seq === 2 || seq === 3);
  const { box } = (await tab.store.opened())!;
  await box.write(['op'], async (t) => {
    for (const { op_id } of lost) t.objectStore('op').delete(op_id);
  });

  await tab.sync.start();
  await one.time.settle();

  expect(state()).toMatchObject({ is: 'needs-you', waiting: 0, reasons: [{ why: 'holes', n: 2 }] });
  expect((state().reasons[0] as { day: string }).day).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('when something waits and nothing was received for a day, it says so', async () => {
  await tab.sync.start();
  server.fault = () => dropped();
  await tab.save();
  await tab.sync.sendNow();
  expect(state().reasons).toEqual([]);
  await one.time.pass(25 * 3600_000);
  expect(state()).toMatchObject({ is: 'needs-you', reasons: [{ why: 'stalled', n: 1 }] });
});

test('the day begins with the yes to a copy, however old the records are', async () => {
  const other = await aSyncedPhone(server, one.time);
  tab = other.tab();
  server.fault = () => dropped();
  await tab.save();
  await one.time.pass(48 * 3600_000);
  await allowCopy(tab);
  await tab.sync.start();
  expect(state()).toMatchObject({ waiting: 2, reasons: [] });
  await one.time.pass(25 * 3600_000);
  expect(state().reasons).toEqual([{ why: 'stalled', n: 2 }]);
});

test.each([['years', 700], ['less than the yes is old', 2]])('a clock that was set back says nothing of waiting: by %s', async (_, days) => {
  await tab.sync.start();
  one.time.now += 5 * 24 * 3600_000;
  server.fault = () => dropped();
  await tab.save();
  const then = one.time.now;
  one.time.now -= days * 24 * 3600_000;
  await tab.sync.sendNow();
  await tab.sync.show();
  expect(state().reasons).toEqual([]);
  one.time.now = then + 25 * 3600_000;
  await tab.sync.show();
  expect(state().reasons).toEqual([{ why: 'stalled', n: 1 }]);
});
