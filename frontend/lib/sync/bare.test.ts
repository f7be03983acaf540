import { beforeEach, expect, test } from 'vitest';

import type { Row } from '../records';
import { Server } from './a-server';
import { allowCopy, aSyncedPhone, recover, Time, type Tab } from './a-sync';
import { copySaid } from './said';

let server: Server;
let a: Tab;
let b: Tab;

beforeEach(async () => {
  server = new Server();
  const time = new Time();
  a = (await aSyncedPhone(server, time)).tab();
  b = (await aSyncedPhone(server, time)).tab();
  await allowCopy(a);
  await a.sync.start();
  await b.sync.start();
  await a.save({ minutes: 60, note: 'by the window' });
  await a.sync.sendNow();
});

const only = (tab: Tab): Row<'time_entry'> => tab.store.rows('time_entry').value[0]!;

/** The row is put again by something that writes no sealed part, as a command line may. */
async function putBare(minutes: number): Promise<void> {
  const last = server.rows().get(only(a).id)!;
  server.ledger.push({ ...last, change: server.ledger.length + 1, revision: last.revision + 1, op_id: `bare ${minutes}`, body: { ...last.body, minutes }, sealed: null });
  await a.sync.sendNow();
}

test('a row that comes back without its sealed part is taken, and the note is kept aside for 30 days', async () => {
  await putBare(90);

  expect(only(a).body).toMatchObject({ minutes: 90 });
  expect(only(a).body).not.toHaveProperty('note');
  expect(a.sync.kept.value).toMatchObject([{ kind: 'time_entry', id: only(a).id }]);
});

test('what was kept goes back to the row itself, beside what was changed elsewhere, and to the other phone', async () => {
  await putBare(90);

  await recover(a);
  await a.sync.sendNow();
  await b.sync.sendNow();

  expect(a.minutes()).toEqual([90]);
  for (const tab of [a, b]) expect(only(tab).body).toMatchObject({ minutes: 90, note: 'by the window' });
  expect(a.sync.kept.value).toEqual([]);
});

test('coming without a sealed part twice does not put the emptied row in the place of what was kept', async () => {
  await putBare(90);
  await putBare(95);

  await recover(a);

  expect(only(a).body).toMatchObject({ minutes: 95, note: 'by the window' });
});

test('an edit that meets a row without its sealed part loses no note', async () => {
  await a.save({ ...only(a).body, activity: 'waiting' }, only(a));

  await putBare(90);
  await a.sync.sendNow();

  expect(only(a).body).toMatchObject({ minutes: 90, activity: 'waiting', note: 'by the window' });
  expect(a.sync.conflicts.value).toEqual([]);
});

test('a phone that never had the note keeps nothing aside', async () => {
  await putBare(90);
  await b.sync.sendNow();

  expect(b.minutes()).toEqual([90]);
  expect(b.sync.kept.value).toEqual([]);
});

test('a phone that has just signed in and sent nothing says "received" on every screen', async () => {
  await b.sync.sendNow();

  expect(b.sync.state.value).toMatchObject({ is: 'received' });
  expect(b.sync.state.value.at).toBeUndefined();
  expect(copySaid.value).toEqual({ is: 'received' });
});
