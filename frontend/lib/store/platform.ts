/** What the store uses of the browser, all of it optional; tests bring their own. */

export interface Platform {
  factory?: IDBFactory | undefined;
  local?: Storage | undefined;
  caches?: CacheStorage | undefined;
  locks?: LockManager | undefined;
  storage?: Partial<Pick<StorageManager, 'persist' | 'persisted'>> | undefined;
  channel?: Pick<BroadcastChannel, 'postMessage' | 'onmessage'> | undefined;
  patience?: number; // ms that an open may take
  /** Call back when the page is hidden or closed (true), and when it is seen again (false). */
  watch?: (seen: (hidden: boolean) => void) => void;
}

/** Read a property that privacy settings may forbid. */
function allowed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function watch(seen: (hidden: boolean) => void): void {
  if (typeof document === 'undefined') return;
  document.addEventListener('visibilitychange', () => seen(document.visibilityState === 'hidden'));
  addEventListener('pagehide', () => seen(true));
}

/** Take what this browser has. */
export function browser(): Platform {
  const page = typeof document !== 'undefined';
  const inPage = typeof navigator === 'undefined' || !page ? undefined : navigator;
  return {
    factory: allowed(() => indexedDB),
    local: page ? allowed(() => localStorage) : undefined,
    caches: allowed(() => caches),
    locks: inPage && allowed(() => inPage.locks),
    storage: inPage && allowed(() => inPage.storage),
    channel: page ? allowed(() => new BroadcastChannel('gongyou')) : undefined,
    watch,
  };
}
