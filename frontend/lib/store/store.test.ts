import { describe, expect, test } from 'vitest';

import type { Row } from '../records';
import { anEntry, aPhone, rawBytes, stored } from './a-phone';
import type { Entity, Op } from './box';
import { StoreProblem } from './problem';
import type { Store } from './store';

const save = async (store: Store, over = {}, row?: Row<'time_entry'>) =>
  (await store.saveAll([{ kind: 'time_entry', body: anEntry(over), row }]))[0] as Row<'time_entry'>;

const entries = (store: Store) => store.rows('time_entry').value;

describe('saving', () => {
  test('what was saved is there after the page is closed, newest first, with its operations in order', async () => {
    const phone = aPhone();
    const first = phone.tab();
    for (const minutes of [10, 20, 30]) await save(first, { minutes });

    const second = phone.tab();
    await second.loaded();

    expect(entries(second).map(({ body }) => body.minutes)).toEqual([30, 20, 10]);
    expect(second.state.value).toMatchObject({ phase: 'ready', loaded: true, unsent: 3, reserved: 0 });
    const ops = await stored<Op>(phone, 'op');
    expect(ops.map(({ seq, kind, base }) => [seq, kind, base])).toEqual([1, 2, 3].map((n) => [n, 'time_entry.put', 0]));
  });

  test('rows saved together are written together or not at all', async () => {
    const phone = aPhone();
    const store = phone.tab();
    const row = await save(store);
    await save(store, { minutes: 5 }, row);

    const both = store.saveAll([
      { kind: 'time_entry', body: anEntry({ minutes: 99 }) },
      { kind: 'time_entry', body: anEntry(), row }, // stale
    ]);

    await expect(both).rejects.toMatchObject({ code: 'stale' });
    expect(await stored(phone, 'entity')).toHaveLength(1);
    expect(await stored(phone, 'op')).toHaveLength(2);
    expect(entries(store).map(({ body }) => body.minutes)).toEqual([5]);
  });

  test('an edit names the revision it started from, and a removal is an edit that can be undone', async () => {
    const phone = aPhone();
    const store = phone.tab();
    const row = await save(store, { minutes: 7 });

    const gone = (await store.remove(row)) as Row<'time_entry'>;
    expect(entries(store)).toEqual([]);
    const other = phone.tab();
    await other.loaded();
    expect(entries(other)).toEqual([]);

    await store.saveAll([{ kind: 'time_entry', body: gone.body, row: gone }]);
    expect(entries(store)).toEqual([{ ...row, rev: 3 }]);
    const ops = await stored<Op>(phone, 'op');
    expect(ops.map(({ kind, base }) => `${kind} ${base}`)).toEqual([
      'time_entry.put 0',
      'time_entry.delete 1',
      'time_entry.put 2',
    ]);
  });

  test('the profile is of this phone: one row, and never an operation', async () => {
    const phone = aPhone();
    const store = phone.tab();
    const body = { language: 'zh-CN', theme: 'auto' } as const;
    const [row] = await store.saveAll([{ kind: 'profile', body }]);
    await store.saveAll([{ kind: 'profile', body: { ...body, theme: 'dark' }, row: row as Row<'profile'> }]);

    expect(store.rows('profile').value).toEqual([{ id: 'profile', kind: 'profile', rev: 2, body: { ...body, theme: 'dark' } }]);
    expect(await stored(phone, 'op')).toEqual([]);
    expect(store.state.value.unsent).toBe(0);
  });

  test('new records sort after old ones though the clock was set back', async () => {
    const phone = aPhone();
    const ahead = '01ff0000-0000-7000-8000-000000000001'; // made in the year 2039
    const store = phone.tab();
    await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 1 }), row: { id: ahead, rev: 0 } as Row<'time_entry'> }]);

    const later = phone.tab();
    await later.loaded();
    await save(later, { minutes: 2 });

    expect(entries(later).map(({ body }) => body.minutes)).toEqual([2, 1]);
  });
});

describe('sealing', () => {
  const marker = 'Kirschbaum-7731-秘密';

  test('nothing that was typed can be found in any store, drafts and reserve included', async () => {
    const phone = aPhone();
    const store = phone.tab();
    await save(store, { note: marker });
    const draft = store.draft<{ note: string }>('log');
    draft.set({ note: marker });
    await draft.flush();
    const away = phone.tab({ factory: hanging() });
    await save(away, { note: marker });

    const raw = await rawBytes(phone);

    expect(await stored(phone, 'draft')).toHaveLength(1);
    expect([...phone.local.lines.keys()].some((name) => name.startsWith('gongyou.save.'))).toBe(true);
    for (const form of [marker, Buffer.from(marker).toString('latin1'), Buffer.from(marker).toString('base64'), 'Kirsch', '2026-05-14', 'paid_work']) {
      expect(raw.replace(phone.local.getItem('gongyou.mark')!, '')).not.toContain(form);
    }
    expect(raw).not.toContain('extractable: true');
  });

  test('a length tells little: short and longer notes are sealed to the same size', async () => {
    const phone = aPhone();
    const store = phone.tab();
    await save(store, { note: 'x' });
    await save(store, { note: 'x'.repeat(40) });

    const sizes = (await stored<Entity>(phone, 'entity')).map(({ sealed }) => sealed.length);
    expect(sizes[0]).toBe(sizes[1]);
    expect((sizes[0]! - 13 - 16) % 256).toBe(0);
  });

  test('a sealed body that is moved to another row, or changed, is not shown', async () => {
    const phone = aPhone();
    const store = phone.tab();
    const [one, two] = [await save(store, { minutes: 1 }), await save(store, { minutes: 2 })];
    await swap(phone.factory, one.id, two.id);

    const other = phone.tab();
    await other.loaded();

    expect(entries(other)).toEqual([]);
    expect(other.state.value.unreadable).toBe(2);
  });
});

describe('two tabs', () => {
  test('each shows what the other saved', async () => {
    const phone = aPhone();
    const [one, two] = [phone.tab(), phone.tab()];
    await Promise.all([one.loaded(), two.loaded()]);
    await save(one, { minutes: 11 });

    await expect.poll(() => entries(two).map(({ body }) => body.minutes)).toEqual([11]);
    expect(two.state.value.unsent).toBe(1);
  });

  test('a stale base is a visible conflict that shows the stored row, never an overwrite', async () => {
    const phone = aPhone();
    const [one, two] = [phone.tab(), phone.tab({ channel: undefined })];
    await two.open();
    const row = await save(one, { minutes: 1 });
    await two.refresh();
    await save(one, { minutes: 2 }, row);

    const refused = await save(two, { minutes: 3 }, row).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(StoreProblem);
    expect(refused).toMatchObject({ code: 'stale', row: { rev: 2, body: { minutes: 2 } } });
    expect(entries(two).map(({ body }) => body.minutes)).toEqual([2]);
  });

  test('two tabs opened at once at the first open agree on one vault', async () => {
    const phone = aPhone();
    const [one, two] = [phone.tab(), phone.tab()];
    await Promise.all([one.open(), two.open()]);
    await Promise.all([save(one, { minutes: 1 }), save(two, { minutes: 2 })]);

    const three = phone.tab();
    await three.loaded();
    expect(entries(three)).toHaveLength(2);
    expect(three.state.value.unreadable).toBe(0);
  });
});

test('a closed store writes nothing any more, in no tab and in no place', async () => {
  const phone = aPhone();
  const [one, two] = [phone.tab(), phone.tab()];
  await Promise.all([one.loaded(), two.loaded()]);
  const draft = two.draft<number>('log');
  draft.set(1);
  await save(one);

  await one.close('elsewhere');
  await draft.flush();
  expect([...phone.local.lines.keys()].filter((name) => name.startsWith('gongyou.draft'))).toEqual([]);
  await new Promise((done) => (phone.factory.deleteDatabase('box').onsuccess = done)); // no open handle holds it
  phone.local.clear();

  for (const tab of [one, two]) {
    tab.seen(true);
    tab.seen(false);
    await expect(save(tab)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await tab.comeBack()).toBe(false);
  }
  await draft.flush();
  expect(phone.local.length).toBe(0);
  expect(await phone.factory.databases()).toEqual([]);
});

test('a tab that hears of a deletion says why, and what it is about to save goes nowhere', async () => {
  const phone = aPhone();
  const [one, two] = [phone.tab(), phone.tab()];
  await Promise.all([one.loaded(), two.loaded()]);
  const late = phone.tab(); // has not opened yet
  const [opening, saving] = [late.open(), save(two)];

  await one.close('ordered');
  expect([two, late].map(({ state }) => state.value.gone)).toEqual(['ordered', 'ordered']);
  expect(one.state.value.gone).toBeUndefined();
  await Promise.all([opening, expect(saving).rejects.toMatchObject({ code: 'unavailable' })]);
  await new Promise((done) => (phone.factory.deleteDatabase('box').onsuccess = done));
  phone.local.clear();

  expect(await late.opened()).toBeUndefined();
  await expect(save(late)).rejects.toMatchObject({ code: 'unavailable' });
  expect(phone.local.length).toBe(0);
  expect(await phone.factory.databases()).toEqual([]);
});

test('a tab that deletes everything by itself is not cut short by another one that does so too', async () => {
  const phone = aPhone();
  const [one, two] = [phone.tab(), phone.tab()];
  await Promise.all([one.loaded(), two.loaded()]);

  await Promise.all([one.close('ordered'), two.close('elsewhere')]);

  expect([one, two].map(({ state }) => state.value.gone)).toEqual([undefined, undefined]);
});

/** A browser whose IndexedDB never answers. */
function hanging(): IDBFactory {
  return { open: () => ({}) } as unknown as IDBFactory;
}

async function swap(factory: IDBFactory, one: string, two: string): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = factory.open('box');
    asked.onsuccess = () => resolve(asked.result);
  });
  await new Promise<void>((resolve) => {
    const t = db.transaction('entity', 'readwrite');
    const rows = t.objectStore('entity');
    rows.getAll([one, two].sort()[0]!).onsuccess = () => {
      rows.get(one).onsuccess = (got) => {
        const first = (got.target as IDBRequest<Entity>).result;
        rows.get(two).onsuccess = (had) => {
          const second = (had.target as IDBRequest<Entity>).result;
          rows.put({ ...first, sealed: second.sealed });
          rows.put({ ...second, sealed: first.sealed });
        };
      };
    };
    t.oncomplete = () => resolve();
  });
  db.close();
}
