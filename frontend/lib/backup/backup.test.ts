import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';

import { anEntry, aPhone } from '../store/a-phone';
import { hanging } from '../store/faults';
import type { Store } from '../store/store';
import { exportBackup, readBackup, restoreBackup, type Backup } from './backup';

const WORDS = 'apple-bridge-candle-desert-engine';
const save = (store: Store, minutes: number) =>
  store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes, note: 'Lampe 42' }) }]);
const minutes = (store: Store) => store.rows('time_entry').value.map(({ body }) => body.minutes);

async function aFullPhone(): Promise<Store> {
  const store = aPhone().tab();
  for (const n of [1, 2, 3]) await save(store, n);
  const [row] = await save(store, 4);
  await store.remove(row!);
  await store.saveAll([{ kind: 'profile', body: { language: 'zh-CN', theme: 'dark' } }]);
  return store;
}

describe('a backup', () => {
  test('restores a fresh phone to the same rows and counts', async () => {
    const store = await aFullPhone();
    const { file, counts, complete } = await exportBackup(WORDS, store);
    expect({ counts, complete }).toEqual({ counts: { time_entry: 3, profile: 1 }, complete: true });
    expect(Buffer.from(file).toString('latin1')).not.toContain('Lampe');

    const phone = aPhone();
    const fresh = phone.tab();
    const restored = await restoreBackup(await readBackup(file, WORDS), fresh);

    expect(restored).toEqual({ added: 5, changed: 0, same: 0, older: 0, different: 0 });
    const later = phone.tab();
    await later.loaded();
    for (const kind of ['time_entry', 'profile'] as const) {
      expect(later.rows(kind).value).toEqual(store.rows(kind).value);
      expect(fresh.rows(kind).value).toEqual(store.rows(kind).value);
    }
    expect(later.state.value).toMatchObject({ unsent: 4, unreadable: 0 });
    expect(phone.local.getItem('gongyou.mark')).toMatch(/\.4$/);
    expect((await exportBackup(WORDS, later)).counts).toEqual(counts);
  });

  test('merges: newer rows win, removed ones stay removed, and nothing comes twice', async () => {
    const store = await aFullPhone();
    const backup = await readBackup((await exportBackup(WORDS, store)).file, WORDS);
    const [three, two] = store.rows('time_entry').value;
    await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 33 }), row: three! }]);
    await store.remove(two!);
    expect(await restoreBackup(backup, store)).toEqual({ added: 0, changed: 0, same: 3, older: 2, different: 0 });
    expect(minutes(store)).toEqual([33, 1]);

    const newer = backup.rows.map((row) => ({ ...row, rev: row.rev + 5 }));
    expect(await restoreBackup({ ...backup, rows: newer }, store)).toMatchObject({ changed: 5 });
    expect(minutes(store)).toEqual([3, 2, 1]);
    const other = newer.map((row) => ({ ...row, ...(row.body && { body: { ...row.body, note: 'other' } }) }));
    expect(await restoreBackup({ ...backup, rows: other as Backup['rows'] }, store)).toMatchObject({ same: 1, different: 4 });
  });

  test('can be taken, and says that it is not complete, while the box does not answer', async () => {
    const phone = aPhone();
    await save(phone.tab(), 1);
    const store = phone.tab({ factory: hanging(phone.factory, () => true) });
    await save(store, 2);
    const { file, complete } = await exportBackup(WORDS, store);
    expect(complete).toBe(false);
    expect((await readBackup(file, WORDS)).rows).toHaveLength(1);
    await expect(restoreBackup(await readBackup(file, WORDS), store)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('holds what the server said that it has, which restoring leaves alone', async () => {
    const store = await aFullPhone();
    const server = { tables: { account: [{ worker_id: 'me' }] } };
    const { file } = await exportBackup(WORDS, store, server);

    const read = await readBackup(file, WORDS);
    expect(read.server).toEqual(server);
    expect(await restoreBackup(read, aPhone().tab())).toMatchObject({ added: 5 });
  });
});

describe('a file that does not fit', () => {
  const sealed = async (text: string, work = 4) => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(WORDS);
    encrypter.setScryptWorkFactor(work);
    return encrypter.encrypt(text);
  };
  const code = async (file: Uint8Array, words = WORDS) =>
    readBackup(file, words).then(
      () => 'read',
      (error: { code?: string }) => error.code,
    );
  const empty = { format: 'gongyou-backup/1', made_at: '', worker_id: null, counts: {}, rows: [] as unknown[], ops: 0 };

  test('is refused for what is wrong with it', async () => {
    const good = await sealed(JSON.stringify(empty));
    expect(await code(good)).toBe('read');
    expect(await code(good, 'apple-bridge-candle-desert-engines')).toBe('passphrase');
    expect(await code(good.subarray(0, good.length - 1))).toBe('damaged');
    expect(await code(good.subarray(0, 40))).toBe('foreign');
    expect(await code(good.map((byte, at) => (at === good.length - 3 ? byte ^ 1 : byte)))).toBe('damaged');
    expect(await code(new TextEncoder().encode('PK\u0003\u0004'))).toBe('foreign');
    expect(await code(new Uint8Array())).toBe('foreign');
  });

  test('is refused before any work where the work is beyond a phone', async () => {
    const good = new TextDecoder('latin1').decode(await sealed('{}'));
    const dear = Buffer.from(good.replace(/(scrypt \S+) 4\n/, '$1 99\n'), 'latin1'); // trying it would fail otherwise
    expect(await code(new Uint8Array(dear))).toBe('costly');
  });

  test.each([
    ['not JSON', '{', 'foreign'],
    ['another format', JSON.stringify({ format: 'x/1' }), 'foreign'],
    ['a newer format', JSON.stringify({ ...empty, format: 'gongyou-backup/2' }), 'newer'],
    ['no rows', JSON.stringify({ ...empty, rows: null }), 'damaged'],
    ['a row of an unknown kind', JSON.stringify({ ...empty, rows: [{ id: crypto.randomUUID(), kind: 'toString', rev: 1, body: {} }] }), 'damaged'],
    ['a row without revision', JSON.stringify({ ...empty, rows: [{ id: crypto.randomUUID(), kind: 'batch', body: {} }] }), 'damaged'],
    ['a row with a strange id', JSON.stringify({ ...empty, rows: [{ id: 'room', kind: 'batch', rev: 1, body: {} }] }), 'damaged'],
  ])('is refused inside: %s', async (_, text, expected) => {
    expect(await code(await sealed(text))).toBe(expected);
  });

  test('a file of ours asks for a work factor of 15 and opens with age alone', async () => {
    const { file } = await exportBackup('Apple bridge, CANDLE desert engine', await aFullPhone());
    expect(new TextDecoder().decode(file.subarray(0, 80))).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 15\n/);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(WORDS);
    expect(JSON.parse(await decrypter.decrypt(file, 'text'))).toMatchObject({ format: 'gongyou-backup/1', ops: 5 });
  });
});
