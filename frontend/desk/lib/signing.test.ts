import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aService } from './a-service';

const PASSPHRASE = 'seven blue eels sing low';
let shelf: Map<string, string>;

beforeEach(() => {
  shelf = new Map();
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', { reload: vi.fn() });
  vi.stubGlobal('localStorage', { getItem: (key: string) => shelf.get(key) ?? null, setItem: (key: string, value: string) => shelf.set(key, value) });
});

afterEach(() => vi.unstubAllGlobals());

/** A worker's notebook in this browser, with an account or without. */
async function aNotebook(worker_id: string, bound: boolean): Promise<void> {
  const box = await new Promise<IDBDatabase>((done) => {
    const asked = indexedDB.open('box', 3);
    asked.onupgradeneeded = () => asked.result.createObjectStore('meta', { keyPath: 'key' });
    asked.onsuccess = () => done(asked.result);
  });
  const rows = box.transaction('meta', 'readwrite').objectStore('meta');
  rows.put({ key: 'identity', worker_id });
  if (bound) rows.put({ key: 'account', sealed: new Uint8Array(3) });
  await new Promise((done) => (rows.transaction.oncomplete = done));
  box.close();
}

it('sends neither the passphrase nor anything that it could be read from, and keeps it nowhere', async () => {
  const service = aService({ factor: 'signed-out' });
  const { signIn } = await import('./signing');

  await signIn('Ada', PASSPHRASE);

  const { auth_key } = JSON.parse(service.bodies[1]!) as { auth_key: string };
  expect(atob(auth_key)).toHaveLength(32);
  const left = [...service.bodies, ...shelf.values()].join();
  for (const trace of [PASSPHRASE, btoa(PASSPHRASE), 'eels']) expect(left).not.toContain(trace);
  expect([...shelf.values()].join()).not.toContain(auth_key);
});

it('shows itself by the same key at every sign-in, so that nobody elsewhere can lock this desk out', async () => {
  const service = aService({ factor: 'signed-out' });
  const { signIn } = await import('./signing');
  await signIn('Ada', PASSPHRASE);
  await signIn('Ada', PASSPHRASE);

  const [first, second] = [1, 4].map((at) => (JSON.parse(service.bodies[at]!) as { device: { device_id: string } }).device);

  expect(first).toEqual(second);
  expect(first!.device_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

it('does not stay beside the notebook of somebody else: both would speak by one cookie', async () => {
  const service = aService({ factor: 'signed-out' });
  await aNotebook('w2', true);
  const { signIn } = await import('./signing');

  await expect(signIn('Ada', PASSPHRASE)).rejects.toMatchObject({ code: 'somebodys-notebook' });

  expect(service.factor).toBe('signed-out');
  expect(service.asked.at(-1)).toBe('POST /v1/sessions/end');
});

it.each([
  ['its own', 'w1', true],
  ['one without an account', 'w2', false],
])('signs in beside a notebook that is %s', async (_, worker, bound) => {
  const service = aService({ factor: 'signed-out' });
  await aNotebook(worker, bound);
  const { signIn } = await import('./signing');

  await signIn('Ada', PASSPHRASE);

  expect(service.factor).toBe('asked');
});

it('looking for a notebook makes none', async () => {
  const { notebookOwner } = await import('./notebook');

  expect(await notebookOwner()).toBeUndefined();

  expect(await indexedDB.databases()).toEqual([]);
});
