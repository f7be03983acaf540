/**
 * A worker's notebook in the same browser. It speaks to the service by the same cookie, so a desk signed in as somebody
 * else would have it fetch that person's rows: the desk refuses to (and the notebook stays as it is).
 */

/** Tell which worker the notebook here belongs to; undefined: there is none, or it has no account. Changes nothing. */
export function notebookOwner(): Promise<string | undefined> {
  return new Promise((tell) => {
    const nothing = () => tell(undefined);
    if (!globalThis.indexedDB) return nothing();
    const asked = indexedDB.open('box');
    asked.onupgradeneeded = () => asked.transaction?.abort(); // there was none: none is made
    asked.onerror = nothing;
    asked.onblocked = nothing;
    asked.onsuccess = () => {
      const box = asked.result;
      const done = (owner?: string) => (box.close(), tell(owner));
      try {
        const all = box.transaction('meta').objectStore('meta').getAll() as IDBRequest<{ key: string; worker_id?: string }[]>;
        all.onsuccess = () => {
          const found = (key: string) => all.result.find((row) => row.key === key);
          done(found('account') && found('identity')?.worker_id);
        };
        all.onerror = () => done();
      } catch {
        done(); // an older or a newer box
      }
    };
  });
}
