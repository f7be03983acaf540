/**
 * Marks left outside IndexedDB (localStorage, Cache Storage): a day and the highest sequence number, nothing else. If
 * IndexedDB is gone and a mark is not, the browser has cleared the store, and the worker is told how much. No cookie:
 * a page sees only those that its requests carry, so the server would be told when the worker last wrote, and how much.
 */
import type { Platform } from './platform';
import type { Pocket } from './pocket';

export interface Mark {
  on: string; // the last day on which something was saved
  seq: number; // the highest number ever allotted
}

export const MARK = 'gongyou.mark';
export const MARK_PATH = '/gongyou-mark'; // its name in Cache Storage

export function readMark(line: string | undefined): Mark | undefined {
  const found = /^(\d{4}-\d\d-\d\d)\.(\d+)$/.exec(line ?? '');
  return found ? { on: found[1]!, seq: Number(found[2]) } : undefined;
}

/** Leave the mark. Cache Storage is slow and gets it when the page is hidden. */
export function leaveMark({ caches }: Platform, pocket: Pocket, { on, seq }: Mark, everywhere = false): void {
  const line = `${on}.${seq}`;
  pocket.write(MARK, line);
  if (!everywhere || !caches || pocket.closed) return;
  const kept = caches.open(MARK).then((cache) => cache.put(MARK_PATH, new Response(line)));
  kept.catch(() => undefined); // one canary of two
}
