/** IndexedDB as it fails in the field. Imported by tests only. */

type Open = IDBFactory['open'];

/** Change what an open of this factory answers. */
function opening(factory: IDBFactory, open: (real: Open) => Open): IDBFactory {
  const real = factory.open.bind(factory);
  return { open: open(real), databases: () => factory.databases() } as IDBFactory;
}

/** A browser whose opens never answer while `hung()`. */
export const hanging = (factory: IDBFactory, hung: () => boolean): IDBFactory =>
  opening(factory, (real) => (...how) => (hung() ? ({} as IDBOpenDBRequest) : real(...how)));

/** Do something to each transaction that begins. */
export function transacting(factory: IDBFactory, touch: (t: IDBTransaction, db: IDBDatabase) => void): IDBFactory {
  return opening(factory, (real) => (...how) => {
    const asked = real(...how);
    asked.addEventListener('success', () => {
      const db = asked.result;
      const begin = db.transaction.bind(db);
      db.transaction = (...args) => {
        const t = begin(...args);
        touch(t, db);
        return t;
      };
    });
    return asked;
  });
}

function fail(t: IDBTransaction, name: string): void {
  Object.defineProperty(t, 'error', { value: new DOMException(name, name) });
  t.abort();
}

/** A phone with so many bytes left: the write that does not fit aborts its whole transaction. */
export function cramped(factory: IDBFactory, phone: { left: number }): IDBFactory {
  return transacting(factory, (t) => {
    const find = t.objectStore.bind(t);
    const touched = new Set<IDBObjectStore>();
    t.objectStore = (name) => {
      const store = find(name);
      if (touched.has(store)) return store;
      touched.add(store);
      const [put, drop] = [store.put.bind(store), store.delete.bind(store)];
      store.add = store.put = (row: { sealed?: Uint8Array }) => {
        const asked = put(row);
        phone.left -= row.sealed?.length ?? 0;
        if (phone.left < 0) fail(t, 'QuotaExceededError');
        return asked;
      };
      store.delete = (key) => {
        if (key === 'room') phone.left += 65_536;
        return drop(key);
      };
      return store;
    };
  });
}

/** A browser that has lost its connection: the next `times` writing transactions abort with an unknown error. */
export function dropping(factory: IDBFactory, phone: { times: number }): IDBFactory {
  return transacting(factory, (t) => {
    if (t.mode === 'readwrite' && phone.times-- > 0) fail(t, 'UnknownError');
  });
}

/** A browser that writes, and then says that it did not. */
export function lying(factory: IDBFactory, phone: { times: number }): IDBFactory {
  return transacting(factory, (t) => {
    if (t.mode !== 'readwrite' || phone.times-- <= 0) return;
    t.addEventListener('complete', () => {
      Object.defineProperty(t, 'error', { value: new DOMException('lost', 'UnknownError') });
      t.onabort?.(new Event('abort'));
    });
    Object.defineProperty(t, 'oncomplete', { set: () => undefined });
  });
}
