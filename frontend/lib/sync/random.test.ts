import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Row } from '../records';
import { stored } from '../store/a-phone';
import type { Entity, Op } from '../store/box';
import { dropped, Server } from './a-server';
import { allowCopy, aSyncedPhone, Time, type Synced, type Tab } from './a-sync';
import { resolveConflict } from './conflicts';
import { compareReceipt } from './receipts';

type Step =
  | { do: 'save'; on: number; minutes: number }
  | { do: 'edit'; on: number; at: number; minutes?: number; note?: string }
  | { do: 'remove'; on: number; at: number }
  | { do: 'send'; on: number }
  | { do: 'pass'; ms: number };

const on = fc.nat(1);
const at = fc.nat(5);
const minutes = fc.integer({ min: 1, max: 600 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('save' as const), on, minutes }),
  fc.record({ do: fc.constant('edit' as const), on, at, minutes }),
  fc.record({ do: fc.constant('edit' as const), on, at, note: fc.string({ maxLength: 5 }) }),
  fc.record({ do: fc.constant('remove' as const), on, at }),
  fc.record({ do: fc.constant('send' as const), on }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1000, 30_000, 400_000) }),
);

const rowAt = (tab: Tab, place: number): Row<'time_entry'> | undefined => {
  const rows = tab.store.rows('time_entry').value;
  return rows[place % Math.max(1, rows.length)];
};

async function take(step: Step, tabs: Tab[], time: Time): Promise<void> {
  if (step.do === 'pass') return time.pass(step.ms);
  const tab = tabs[step.on]!;
  if (step.do === 'send') return tab.sync.sendNow();
  if (step.do === 'save') return void (await tab.save({ minutes: step.minutes }));
  const row = rowAt(tab, step.at);
  if (!row) return;
  if (step.do === 'remove') return void (await tab.store.remove(row));
  const { minutes: changed = row.body.minutes, note = row.body.note } = step;
  await tab.save({ ...row.body, minutes: changed, ...(note !== undefined && { note }) }, row).catch(() => undefined); // it was changed meanwhile
}

/** Every change that was ever saved is at the server, waits where it can be seen, or was replaced by a later one. */
async function nothingIsLost(server: Server, phones: Synced[], tabs: Tab[]): Promise<void> {
  for (const [n, phone] of phones.entries()) {
    const { device_id } = (await tabs[n]!.store.opened())!;
    const waiting = await stored<Op>(phone.phone, 'op');
    const numbers = new Set([...server.ledger.filter((entry) => entry.device_id === device_id), ...waiting].map(({ seq }) => seq));
    const meta = await stored<{ key: string; value?: number; given_up?: number[] }>(phone.phone, 'meta');
    const highest = meta.find(({ key }) => key === 'seq')?.value ?? 0;
    const told = server.givenUp(device_id);
    for (const seq of meta.find(({ key }) => key === 'sync')?.given_up ?? []) told.add(seq);
    for (let seq = 1; seq <= highest; seq += 1) expect(numbers.has(seq) || told.has(seq), `${n}: ${seq}`).toBe(true);
    expect(tabs[n]!.store.state.value.unsent).toBe(waiting.length);
    const shown = new Map((await stored<Entity>(phone.phone, 'entity')).map(({ id, sealed }) => [id, String(sealed)]));
    const last = new Map(waiting.sort((one, two) => one.seq - two.seq).map(({ id, sealed }) => [id, String(sealed)]));
    for (const [id, sealed] of last) expect(shown.get(id) === sealed, 'what waits is what is shown').toBe(true);
    expect(tabs[n]!.sync.state.value.reasons.filter(({ why }) => why === 'holes')).toEqual([]);
  }
}

/** Let both phones come to rest; what both changed is settled by hand, for this phone's side. */
async function rest(tabs: Tab[], time: Time): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    for (const tab of tabs) {
      await tab.sync.sendNow();
      for (const { id, fields } of tab.sync.conflicts.value) {
        const desk = (await tab.sync.desk())!;
        await resolveConflict(desk, id, Object.fromEntries(fields.map((name) => [name, 'mine'])));
      }
    }
    await time.pass(16 * 60_000);
  }
}

test('two phones that edit at random over a network that drops at random end up equal, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.array(fc.nat(3), { minLength: 20, maxLength: 60 }), async (steps, drops) => {
      const [server, time] = [new Server(), new Time()];
      const phones = [await aSyncedPhone(server, time), await aSyncedPhone(server, time)];
      const tabs = phones.map((phone) => phone.tab());
      await allowCopy(tabs[0]!);
      for (const tab of tabs) await tab.sync.start();
      server.fault = (_, asked, serve) => {
        const how = drops[asked % drops.length];
        if (how === 0) dropped(); // before it arrived
        return how === 1 ? (serve(), dropped()) : undefined; // after
      };

      for (const each of steps) await take(each, tabs, time);
      await nothingIsLost(server, phones, tabs);
      server.fault = () => undefined;
      await rest(tabs, time);

      await nothingIsLost(server, phones, tabs);
      for (const phone of phones) expect(await stored(phone.phone, 'op')).toHaveLength(0);
      const [a, b] = tabs.map((tab) => tab.store.rows('time_entry').value.map(({ id, body }) => ({ id, body })));
      expect(a).toEqual(b);
      expect(a!.length).toBe([...server.rows().values()].filter(({ kind, body }) => kind.startsWith('time_entry') && body).length);
      for (const tab of tabs) expect(await compareReceipt((await tab.sync.desk())!)).toMatchObject({ same: true });
      for (const tab of tabs) tab.sync.close();
    }),
    { numRuns: 20, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
  );
}, 60_000);
