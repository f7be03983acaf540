import { describe, expect, test } from 'vitest';

import type { Row } from '../records';
import { anEntry, aPhone, stored, type Phone } from './a-phone';
import type { Op } from './box';
import { cramped, dropping, hanging, lying } from './faults';
import type { Store } from './store';

const save = async (store: Store, minutes: number, row?: Row<'time_entry'>) =>
  (await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes }), row }]))[0] as Row<'time_entry'>;

const minutes = (store: Store) => store.rows('time_entry').value.map(({ body }) => body.minutes);
const reserved = (phone: Phone) => [...phone.local.lines.keys()].filter((name) => name.startsWith('gongyou.save.'));

describe('a full phone', () => {
  test('refuses in clear words, writes no half, and keeps what was typed in the draft', async () => {
    const phone = aPhone();
    const disk = { left: 1e9 };
    const store = phone.tab({ factory: cramped(phone.factory, disk) });
    await save(store, 1);
    const draft = store.draft<{ minutes: number }>('log');
    draft.set({ minutes: 2 });
    await draft.flush();
    disk.left = -65_536 + 400; // after the room is given up: enough for a row, not for its operation

    const refused = store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 2 }) }], draft);

    await expect(refused).rejects.toMatchObject({ code: 'full' });
    expect(store.state.value).toMatchObject({ phase: 'ready', full: true, unsent: 1 });
    expect(await stored(phone, 'entity')).toHaveLength(1);
    expect(await stored(phone, 'op')).toHaveLength(1);
    const later = phone.tab({ locks: undefined });
    expect(await later.draft('log').restore()).toEqual({ minutes: 2 });
  });

  test('gives up the room set aside, so that text can still be saved', async () => {
    const phone = aPhone();
    const disk = { left: 1e9 };
    const store = phone.tab({ factory: cramped(phone.factory, disk) });
    await store.loaded();
    await expect.poll(() => stored(phone, 'blob')).toHaveLength(1);
    disk.left = 0;

    for (const n of [1, 2, 3]) await save(store, n);

    expect(minutes(store)).toEqual([3, 2, 1]);
    expect(await stored(phone, 'op')).toHaveLength(3);
    expect(store.state.value.full).toBe(true);
  });

  test('still keeps a draft, sealed outside the box', async () => {
    const phone = aPhone();
    const disk = { left: 1e9 };
    const store = phone.tab({ factory: cramped(phone.factory, disk) });
    await store.loaded();
    disk.left = -1e6;
    const draft = store.draft('log');
    draft.set({ minutes: 5 });
    await draft.flush();

    const later = phone.tab({ locks: undefined });
    expect(await later.draft('log').restore()).toEqual({ minutes: 5 });
  });
});

describe('a store that does not answer', () => {
  test('costs no save: sealed in reserve, shown, and moved over once when it answers again', async () => {
    const phone = aPhone();
    await save(phone.tab(), 1);
    let hung = true;
    const store = phone.tab({ factory: hanging(phone.factory, () => hung) });

    await store.open();
    expect(store.state.value).toMatchObject({ phase: 'fallback', loaded: false });
    const row = await save(store, 2);
    await save(store, 3, row);
    expect(minutes(store)).toEqual([3]);
    expect(store.state.value).toMatchObject({ unsent: 2, reserved: 2 });
    const again = phone.tab({ factory: hanging(phone.factory, () => true) });
    await again.open();
    expect(again.state.value.reserved).toBe(2);

    hung = false;
    expect(await store.comeBack()).toBe(true);
    await store.loaded();
    expect(minutes(store)).toEqual([3, 1]);
    expect(store.state.value).toMatchObject({ phase: 'ready', unsent: 3, reserved: 0 });
    expect(reserved(phone)).toEqual([]);
    expect((await stored<Op>(phone, 'op')).map(({ seq, base }) => [seq, base])).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  test('moves a save over once even if the phone dies between writing and forgetting', async () => {
    const phone = aPhone();
    await save(phone.tab(), 1);
    await save(phone.tab({ factory: hanging(phone.factory, () => true) }), 2);
    const before = new Map(phone.local.lines);
    await phone.tab().loaded();
    for (const [name, line] of before) phone.local.lines.set(name, line); // as if it had not been forgotten

    const store = phone.tab();
    await store.loaded();

    expect(minutes(store)).toEqual([2, 1]);
    expect(await stored(phone, 'op')).toHaveLength(2);
    expect(store.state.value).toMatchObject({ conflicts: [], reserved: 0, unsent: 2 });
  });

  test('shows both when a row in reserve was changed in the box meanwhile, and does what the worker says', async () => {
    for (const keep of [true, false]) {
      const phone = aPhone();
      let hung = false;
      const store = phone.tab({ factory: hanging(phone.factory, () => hung), channel: undefined });
      const row = await save(store, 1);
      hung = true;
      store['fail'](new Error('lost'));
      await save(store, 2, row);
      const other = phone.tab({ local: undefined });
      await other.loaded();
      await save(other, 3, row);

      hung = false;
      await store.comeBack();
      await store.loaded();
      const [conflict] = store.state.value.conflicts;
      expect(conflict).toMatchObject({ id: row.id, body: { minutes: 2 } });
      expect((await other.opened()) && minutes(other)).toEqual([3]);

      await store.settle(conflict!, keep);
      const last = phone.tab();
      await last.loaded();
      expect(minutes(last)).toEqual([keep ? 2 : 3]);
      expect(store.state.value).toMatchObject({ conflicts: [], reserved: 0 });
    }
  });

  test('at the very first open is said to be nowhere, and what was saved moves in if it wakes up', async () => {
    const phone = aPhone();
    let hung = true;
    const store = phone.tab({ factory: hanging(phone.factory, () => hung) });
    await save(store, 4);
    expect(store.state.value).toMatchObject({ phase: 'nowhere', unsent: 1 });
    expect(phone.local.lines.size).toBe(0);

    hung = false;
    await store.comeBack();
    const later = phone.tab();
    await later.loaded();
    expect(minutes(later)).toEqual([4]);
  });

  test('loses its connection once: reopened, and the save is kept', async () => {
    const phone = aPhone();
    const fault = { times: 0 };
    const store = phone.tab({ factory: dropping(phone.factory, fault) });
    await save(store, 1);
    await expect.poll(() => stored(phone, 'blob')).toHaveLength(1);
    fault.times = 1;
    await save(store, 2);
    expect(store.state.value).toMatchObject({ phase: 'ready', unsent: 2 });

    fault.times = 2;
    await save(store, 3);
    expect(store.state.value).toMatchObject({ phase: 'fallback', unsent: 3, reserved: 1 });
    expect(await store.comeBack()).toBe(true);
    expect(await stored(phone, 'op')).toHaveLength(3);
  });

  test('writes and then says that it did not: the save counts once', async () => {
    const phone = aPhone();
    const fault = { times: 0 };
    const store = phone.tab({ factory: lying(phone.factory, fault) });
    await save(store, 1);
    await expect.poll(() => stored(phone, 'blob')).toHaveLength(1);
    for (const times of [1, 2]) {
      fault.times = times;
      await save(store, 1 + times);
      await store.comeBack();
    }

    expect((await stored<Op>(phone, 'op')).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(store.state.value).toMatchObject({ phase: 'ready', unsent: 3, reserved: 0 });
  });

  test('with localStorage full too: the save is refused, not half kept', async () => {
    const phone = aPhone();
    await save(phone.tab(), 1);
    const store = phone.tab({ factory: hanging(phone.factory, () => true) });
    await store.open();
    phone.local.full = true;

    await expect(save(store, 2)).rejects.toMatchObject({ code: 'full' });
    expect(minutes(store)).toEqual([]);
  });
});

describe('another version of the app', () => {
  const upgrade = (phone: Phone) =>
    new Promise<IDBDatabase>((resolve) => {
      const asked = phone.factory.open('box', 2);
      asked.onsuccess = () => resolve(asked.result);
    });

  test('may upgrade while an old page is open: the page lets go, and its next save is kept', async () => {
    const phone = aPhone();
    const store = phone.tab();
    await save(store, 1);

    const newer = await upgrade(phone);
    newer.close();
    await save(store, 2);

    expect(await stored(phone, 'op')).toHaveLength(2);
    expect(store.state.value.phase).toBe('ready');
  });

  test('may have left a newer database: it opens and saves', async () => {
    const phone = aPhone();
    await save(phone.tab(), 1);
    (await upgrade(phone)).close();

    const older = phone.tab();
    await older.loaded();
    await save(older, 2);

    expect(older.state.value.phase).toBe('ready');
    expect(minutes(older)).toEqual([2, 1]);
  });
});
