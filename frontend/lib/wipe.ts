/** Deletes what this app keeps in this browser, and looks afterwards whether it is gone. */
import { store } from './store';

const BASES = ['box', 'view'];
const PATIENCE = 3000; // ms: a browser whose storage hangs must not hang this

/** Delete everything; give the names of what could not be deleted (an open window may hold a database). */
export async function wipe(): Promise<string[]> {
  await store.close();
  const before = (await bases()) ?? BASES;
  const deleted = await Promise.all(before.map(drop));
  const keys = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(keys.map((key) => caches.delete(key)));
  localStorage.clear();
  sessionStorage.clear();
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
  const left = (await bases()) ?? before.filter((_, i) => !deleted[i]);
  if (((await globalThis.caches?.keys()) ?? []).length) left.push('caches');
  if (localStorage.length) left.push('localStorage');
  return left;
}

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
    request.onerror = request.onblocked = () => done(false);
    setTimeout(() => done(false), PATIENCE);
  });
}
