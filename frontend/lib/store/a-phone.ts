/** A phone for tests: what a browser keeps, and any number of tabs over it. Imported by tests only. */
import { IDBFactory } from 'fake-indexeddb';

import type { Bodies } from '../records';
import type { Platform } from './platform';
import { Store } from './store';

export class FakeStorage implements Storage {
  readonly lines = new Map<string, string>();
  full = false;

  get length(): number {
    return this.lines.size;
  }
  key = (at: number): string | null => [...this.lines.keys()][at] ?? null;
  getItem = (name: string): string | null => this.lines.get(name) ?? null;
  removeItem = (name: string): void => void this.lines.delete(name);
  clear = (): void => this.lines.clear();
  setItem = (name: string, line: string): void => {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.lines.set(name, line);
  };
}

/** Locks as the browser gives them to tabs of one origin: `ifAvailable` and `steal` only. */
class FakeLocks {
  private readonly held = new Map<string, { stolen: () => void }>();

  async request(name: string, how: LockOptions, use: (lock: object | null) => unknown): Promise<unknown> {
    if (how.steal) this.held.get(name)?.stolen();
    else if (this.held.has(name)) return use(null);
    let stolen = () => {};
    const taken = new Promise<never>((_, reject) => {
      stolen = () => reject(new DOMException('stolen', 'AbortError'));
    });
    const mine = { stolen };
    this.held.set(name, mine);
    return Promise.race([use({}), taken]).finally(() => {
      if (this.held.get(name) === mine) this.held.delete(name);
    });
  }
}

export interface Phone {
  factory: IDBFactory;
  local: FakeStorage;
  caches: CacheStorage;
  locks: LockManager;
  tabs: { onmessage: ((heard: MessageEvent) => void) | null }[];
  persist: () => Promise<boolean>;
  /** Open another tab; what is named replaces what the browser has. */
  tab: (other?: Partial<Platform>) => Store & { seen: (hidden: boolean) => void };
}

export function aPhone(): Phone {
  const locks = new FakeLocks() as unknown as LockManager;
  const phone: Phone = {
    factory: new IDBFactory(),
    local: new FakeStorage(),
    caches: someCaches(),
    locks,
    tabs: [],
    persist: () => Promise.resolve(true),
    tab: (other = {}) => {
      let seen: (hidden: boolean) => void = () => {};
      const channel: NonNullable<Platform['channel']> = {
        onmessage: null,
        postMessage: (data: string) => {
          for (const one of phone.tabs) if (one !== channel) one.onmessage?.({ data } as MessageEvent);
        },
      };
      phone.tabs.push(channel);
      const { factory, local, caches } = phone;
      const storage = { persist: () => phone.persist(), persisted: () => Promise.resolve(false) };
      const watch = (told: (hidden: boolean) => void) => (seen = told);
      const on: Platform = { factory, local, caches, locks, channel, storage, watch, patience: 60, ...other };
      const store = new Store(on);
      return Object.assign(store, { seen: (hidden: boolean) => seen(hidden) });
    },
  };
  return phone;
}

function someCaches(): CacheStorage {
  const kept = new Map<string, string>();
  const cache = { put: async (path: string, body: Response) => void kept.set(path, await body.text()) };
  const match = (path: string) => Promise.resolve(kept.has(path) ? new Response(kept.get(path)) : undefined);
  return { open: () => Promise.resolve(cache), match } as unknown as CacheStorage;
}

/** A time entry's body. */
export const anEntry = (over: Partial<Bodies['time_entry']> = {}): Bodies['time_entry'] => ({
  engagement_id: '01890000-0000-7000-8000-000000000001',
  worked_on: '2026-05-14',
  minutes: 60,
  activity: 'paid_work',
  source: 'same_day',
  zone: 'Asia/Shanghai',
  ...over,
});

/** Everything that a phone keeps, as one text of its raw bytes; keys that cannot be exported are left out. */
export async function rawBytes(phone: Phone): Promise<string> {
  const found: string[] = [...phone.local.lines].flat();
  for (const { name } of await phone.factory.databases()) {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = phone.factory.open(name!);
      asked.onsuccess = () => resolve(asked.result);
    });
    for (const store of db.objectStoreNames) {
      for (const row of await all(db, store)) found.push(text(row));
    }
    db.close();
  }
  return found.join('\n');
}

function all(db: IDBDatabase, store: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    const asked = db.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
}

/** Read rows of one store of the box as they are stored. */
export async function stored<T>(phone: Phone, store: string): Promise<T[]> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = phone.factory.open('box');
    asked.onsuccess = () => resolve(asked.result);
  });
  const rows = (await all(db, store)) as T[];
  db.close();
  return rows;
}

function text(value: unknown): string {
  if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return Buffer.from(value as Uint8Array).toString('latin1');
  if (value && typeof value === 'object') return Object.entries(value).map(([name, one]) => `${name}=${text(one)}`).join(';');
  return String(value);
}
