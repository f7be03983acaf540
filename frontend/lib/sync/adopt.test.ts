import { describe, expect, test } from 'vitest';

import { anEntry, aPhone, rawBytes, stored } from '../store/a-phone';
import type { Entity, Op } from '../store/box';
import { transacting } from '../store/faults';
import { ACCOUNT } from './a-sync';
import { RAW, workersVault, WORKER } from './a-server';
import { bindAccount, readAccount } from './account';
import { adoptAccount } from './adopt';

const ADOPTING = { workerId: WORKER, rawVaultKey: RAW, account: ACCOUNT };

/** A phone with rows, an edit, a removal, a draft, a profile, and something in reserve. */
async function aUsedPhone() {
  const phone = aPhone();
  const store = phone.tab();
  const [row] = await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 1, note: 'eins' }) }]);
  await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 2 }), row: row as never }]);
  const [gone] = await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 3 }) }]);
  await store.remove(gone!);
  await store.saveAll([{ kind: 'profile', body: { language: 'zh-CN', theme: 'dark' } }]);
  const draft = store.draft<string>('log');
  draft.set('halb');
  await draft.flush();
  return { phone, store };
}

const minutes = (store: { rows: (kind: 'time_entry') => { value: { body: { minutes: number } }[] } }) =>
  store.rows('time_entry').value.map(({ body }) => body.minutes);

/** Everything opens under the account's key, and is what it was. */
async function allThere(phone: ReturnType<typeof aPhone>): Promise<void> {
  const vault = await workersVault();
  for (const { kind, id, sealed } of await stored<Entity>(phone, 'entity')) await vault.open(kind, id, sealed);
  for (const { kind, id, sealed, was } of await stored<Op>(phone, 'op')) {
    await vault.open(kind.split('.')[0]!, id, sealed);
    if (was) await vault.open(kind.split('.')[0]!, id, was);
  }
  const later = phone.tab({ locks: undefined });
  await later.loaded();
  expect(minutes(later)).toEqual([2]);
  expect(later.rows('profile').value).toMatchObject([{ rev: 1, body: { theme: 'dark' } }]);
  expect(later.state.value).toMatchObject({ phase: 'ready', unsent: 4, unreadable: 0, account: true });
  expect(await later.draft('log').restore()).toBe('halb');
  expect(await readAccount((await later.opened())!)).toEqual(ACCOUNT);
}

describe('signing in to an account that exists', () => {
  test('everything on this phone is sealed again under the account’s key, and the page goes on', async () => {
    const { phone, store } = await aUsedPhone();
    const before = await stored<Op>(phone, 'op');

    await adoptAccount(store, ADOPTING);

    await allThere(phone);
    expect((await stored<Op>(phone, 'op')).map(({ op_id, seq, base }) => [op_id, seq, base])).toEqual(before.map(({ op_id, seq, base }) => [op_id, seq, base]));
    await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 4 }) }]);
    expect(minutes(store)).toEqual([4, 2]);
    expect((await rawBytes(phone)).includes('extractable: true')).toBe(false);
  });

  test('killed at every transaction and every await, it has happened or it has not', async () => {
    let steps = 0;
    for (let kill = 1; kill < 40; kill += 1) {
      const { phone } = await aUsedPhone();
      let seen = 0;
      let dead = false;
      const factory = transacting(phone.factory, (t) => {
        if (dead || ++seen >= kill) {
          dead = true;
          t.abort();
        }
      });
      const doomed = phone.tab({ factory, channel: undefined });
      await adoptAccount(doomed, ADOPTING).catch(() => undefined);
      steps = Math.max(steps, seen);

      const later = phone.tab();
      await later.loaded();
      expect(minutes(later)).toEqual([2]);
      expect(later.state.value.unreadable).toBe(0);
      await adoptAccount(later, ADOPTING);
      await allThere(phone);
      if (!dead) break;
    }
    expect(steps).toBeGreaterThan(4);
  });

  test('what is saved while it is being sealed again is not lost', async () => {
    const { phone, store } = await aUsedPhone();
    const other = phone.tab({ channel: undefined });
    await other.loaded();
    let reads = 0;
    let saving: Promise<unknown> | undefined;
    const factory = transacting(phone.factory, (t) => {
      if (t.mode === 'readonly' && reads++ === 3) saving = other.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 9 }) }]);
    });
    const adopting = phone.tab({ factory });
    await adopting.loaded();
    await adoptAccount(adopting, ADOPTING);
    await saving;
    await store.comeBack();
    const last = phone.tab();
    await last.loaded();
    expect(minutes(last)).toEqual([9, 2]);
    expect(last.state.value.unreadable).toBe(0);
  });

  test('another tab that has not heard of it writes nothing under the old key: its save goes into reserve and comes back', async () => {
    const { phone, store } = await aUsedPhone();
    const deaf = phone.tab({ channel: undefined });
    await deaf.loaded();
    await adoptAccount(store, ADOPTING);

    await deaf.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 8 }) }]);
    expect(deaf.state.value).toMatchObject({ phase: 'fallback', reserved: 1 });
    await deaf.comeBack();

    expect(deaf.state.value).toMatchObject({ phase: 'ready', reserved: 0 });
    const later = phone.tab();
    await later.loaded();
    expect(minutes(later)).toEqual([8, 2]);
    expect(later.state.value.unreadable).toBe(0);
  });

  test('a row that nothing opens stays as it is, and so does its key', async () => {
    const { phone, store } = await aUsedPhone();
    const [row] = await stored<Entity>(phone, 'entity');
    const { box } = (await store.opened())!;
    await box.write(['entity'], async (t) => void t.objectStore('entity').put({ ...row, sealed: Uint8Array.of(9, ...row!.sealed.slice(1)) }));
    await adoptAccount(store, ADOPTING);
    expect((await stored<{ key: string }>(phone, 'meta')).map(({ key }) => key)).toContain('identity before');
    expect((await stored<Entity>(phone, 'entity')).find(({ id }) => id === row!.id)!.sealed[0]).toBe(9);
  });
});

test('a new account keeps worker and key: only the account is remembered, sealed', async () => {
  const { phone, store } = await aUsedPhone();
  const before = (await store.opened())!.vault.workerId;
  await bindAccount(store, ACCOUNT);
  expect(store.state.value.account).toBe(true);
  expect((await store.opened())!.vault.workerId).toBe(before);
  expect(await readAccount((await store.opened())!)).toEqual(ACCOUNT);
  expect(await rawBytes(phone)).not.toContain('lan');
});

test('when the account is gone the phone keeps its rows under a new worker, and nothing that was allowed', async () => {
  const { phone, store } = await aUsedPhone();
  await adoptAccount(store, ADOPTING);
  await store.saveAll([{ kind: 'consent', body: { purpose: 'copy', organization_id: null, text_version: 'copy-1', given_on: '2026-05-14', until: '2027-05-14', knows: 0 } }]);
  const { box } = (await store.opened())!;
  await box.write(['op', 'entity'], async (t) => void t.objectStore('op').clear()); // all of it had been sent

  await adoptAccount(store, { workerId: '01890000-0000-7000-8000-00000000000b', rawVaultKey: new Uint8Array(32).fill(9) });

  const later = phone.tab();
  await later.loaded();
  expect(minutes(later)).toEqual([2]);
  expect(later.rows('consent').value).toEqual([]);
  expect(await readAccount((await later.opened())!)).toBeUndefined();
  expect(later.state.value).toMatchObject({ unreadable: 0, unsent: 2 });
  for (const tab of [store, later]) expect(tab.state.value.account).toBe(false);
});
