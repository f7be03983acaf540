/** What sync uses of the browser and of the world; tests bring their own. */
import { now } from '../clock';

export interface Outside {
  fetch: (path: string, how: RequestInit) => Promise<Response>;
  now: () => number; // ms since 1970
  random: () => number;
  /** Call back after so many ms; what is returned cancels it. */
  after: (ms: number, then: () => void) => () => void;
  locks: LockManager | undefined;
  visible: () => boolean;
  /** Call back when the page is seen again, or the network may be back; what is returned stops it. */
  watch: (back: () => void) => () => void;
  host: string;
  version: string; // of the app
}

function watch(back: () => void): () => void {
  const seen = () => document.visibilityState === 'visible' && back();
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', back);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', back);
  };
}

const WORTH = 1000; // letters; below that zipping saves less than it costs
let plainly = false; // something in between does not take zipped bodies

/** Fetch, with a long body zipped where the browser can: sealed parts stay as long, the rest shrinks to a tenth. */
async function thrifty(path: string, how: RequestInit): Promise<Response> {
  const { body } = how;
  if (plainly || typeof body !== 'string' || body.length < WORTH || !('CompressionStream' in globalThis)) return fetch(path, how);
  const zip = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'));
  const zipped = await new Response(zip).arrayBuffer();
  const answer = await fetch(path, { ...how, body: zipped, headers: { ...(how.headers as Record<string, string>), 'Content-Encoding': 'gzip' } });
  plainly = answer.status === 400 || answer.status === 415;
  return plainly ? fetch(path, how) : answer;
}

const FILES = 'gongyou '; // the cache of the app's files is called so, and by its version (worker/shell.ts)

/** Which version of the app this is; empty where no service worker keeps it. */
export async function appVersion(): Promise<string> {
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  return names.find((name) => name.startsWith(FILES))?.slice(FILES.length) ?? ''; // the oldest: a newer one waits
}

/** Take what this browser has. */
export function browserOutside(): Outside {
  const page = typeof document !== 'undefined';
  return {
    fetch: thrifty,
    now,
    random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    locks: page ? navigator.locks : undefined,
    visible: () => page && document.visibilityState === 'visible',
    watch: page ? watch : () => () => undefined,
    host: page ? location.host : '',
    version: '',
  };
}
