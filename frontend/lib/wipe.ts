/** Deletes what this app keeps in this browser, and looks afterwards whether it is gone. */
import { store } from './store';

const BASES = ['box', 'view'];

/** Delete everything; give the names of what could not be deleted (an open window may hold a database). */
export async function wipe(): Promise<string[]> {
  await store.close();
  const gone = await Promise.all(BASES.map(drop));
  const keys = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(keys.map((key) => caches.delete(key)));
  localStorage.clear();
  sessionStorage.clear();
  for (const pair of document.cookie.split(';')) document.cookie = `${pair.split('=')[0]!.trim()}=; max-age=0; path=/`;
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
  const left = BASES.filter((_, i) => !gone[i]);
  if (((await globalThis.caches?.keys()) ?? []).length) left.push('caches');
  if (localStorage.length) left.push('localStorage');
  return left;
}

function drop(name: string): Promise<boolean> {
  return new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done(true);
    request.onerror = request.onblocked = () => done(false);
    setTimeout(() => done(false), 3000);
  });
}
