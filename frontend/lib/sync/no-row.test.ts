import { expect, test } from 'vitest';

import { problem, Server } from './a-server';
import { allowCopy, aSyncedPhone, Time } from './a-sync';

const row = { kind: 'time_entry', revision: 7, removed: false, body: { minutes: 1 }, sealed: null, change: 9 };
const WRONG = [
  { body: null },
  { body: null, removed: 'yes' },
  { body: [] },
  { body: 'minutes' },
  { sealed: btoa('not sealed by this worker') },
  { kind: '__proto__' },
  { kind: 'cost' },
  { revision: 2 ** 40 },
  { revision: 2 ** 31, removed: true, body: null },
];

async function aPhone() {
  const server = new Server();
  const tab = (await aSyncedPhone(server, new Time())).tab();
  await allowCopy(tab);
  await tab.sync.start();
  const { id } = await tab.save({ minutes: 60, note: 'first' });
  await tab.sync.sendNow();
  return { server, tab, id };
}

test.each(WRONG)('what is pulled and is no row (%o) takes nothing from this phone', async (wrong) => {
  const { server, tab, id } = await aPhone();
  server.fault = async (path, _, serve) => {
    if (!path.startsWith('/v1/sync/pull')) return serve();
    return Response.json({ changes: [{ ...row, id, ...wrong }], cursor: '1-9', more: false });
  };
  await tab.sync.sendNow();

  expect(tab.store.rows('time_entry').value).toMatchObject([{ id, body: { minutes: 60, note: 'first' } }]);
});

test.each(WRONG)('a conflict with what is no row (%o) leaves the edit as it is', async (wrong) => {
  const { server, tab, id } = await aPhone();
  const [before] = tab.store.rows('time_entry').value;
  await tab.save({ minutes: 75, note: 'first' }, before);
  server.fault = async (path, _, serve) => {
    if (!path.endsWith('/push')) return problem(503, 'unavailable');
    const answer = (await serve().json()) as { results: { op_id: string }[] };
    const results = answer.results.map(({ op_id }) => ({ outcome: 'conflict', op_id, stored: { ...row, id, ...wrong } }));
    return Response.json({ ...answer, results });
  };
  await tab.sync.sendNow();

  expect(tab.store.rows('time_entry').value).toMatchObject([{ id, body: { minutes: 75, note: 'first' } }]);
  expect(tab.sync.state.value.reasons).toMatchObject([{ why: 'invalid', n: 1 }]);
});
