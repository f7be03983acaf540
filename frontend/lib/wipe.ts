/** Deletes what this app keeps in this browser, and looks afterwards whether it is gone. */
import { store } from './store';
import type { Deletion } from './store/state';

const BASES = ['box', 'view'];
const PATIENCE = 3000; // ms: a browser whose storage hangs must not hang this
const APP = 'gongyou '; // its files are in caches of this name, by version (worker/shell.ts)
const STAYS = new Set(['language']); // so that what is said afterwards can be read

/**
 * Delete everything; give the names of what could not be deleted (an open window may hold a database). After a log-out
 * the app itself stays, so that it opens without a network. Other tabs are told `why`.
 */
export async function wipe({ app = 'goes', why = 'elsewhere' }: { app?: 'goes' | 'stays'; why?: Deletion } = {}): Promise<string[]> {
  if (app === 'goes') await unregister(); // first: other tabs begin anew now, and must not fill the caches again
  await store.close(why);
  const before = (await bases()) ?? BASES;
  const deleted = await Promise.all(before.map(drop));
  const goes = (name: string) => app === 'goes' || !(name.startsWith(APP) || STAYS.has(name));
  for (const name of await caching(goes)) await caches.delete(name);
  for (const name of keys(goes)) localStorage.removeItem(name);
  sessionStorage.clear();
  const left = (await bases()) ?? before.filter((_, i) => !deleted[i]);
  if ((await caching(goes)).length) left.push('caches');
  if (keys(goes).length) left.push('localStorage');
  return left;
}

async function unregister(): Promise<void> {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
}

const caching = async (goes: (name: string) => boolean): Promise<string[]> => ((await globalThis.caches?.keys()) ?? []).filter(goes);
const keys = (goes: (name: string) => boolean): string[] => Object.keys(localStorage).filter(goes);

/** List the databases of this origin; undefined where the browser cannot or does not answer. */
function bases(): Promise<string[] | undefined> {
  const limit = new Promise<undefined>((done) => setTimeout(() => done(undefined), PATIENCE));
  const found = indexedDB.databases?.().then((all) => all.map(({ name }) => name!));
  return Promise.race([found?.catch(() => undefined), limit]);
}

function drop(name: string): Promise<boolean> {
  return new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done(true);
    request.onerror = () => done(false);
    // blocked is no failure yet: a connection that is closing still ends its last transaction, ours or another tab's
    setTimeout(() => done(false), PATIENCE);
  });
}
