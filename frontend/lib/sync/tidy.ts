/** Small things on what waits: what may be tried again, what may go, what can be sent at all. */
import type { Op } from '../store/box';
import { copyStands } from './allowed';
import type { Desk } from './desk';
import { keptRows, waitingOps } from './rows';
import { isConsent } from './wire';

/** At each start: try again what another version could not read, or was not allowed; drop what is 30 days old. */
export function tidy(desk: Desk): Promise<void> {
  return desk.box.write(['op', 'meta'], async (t) => {
    await clear(t, ({ needs }) => needs?.why === 'unreadable' || needs?.why === 'forbidden');
    for (const { key, until } of await keptRows(t)) if (until < desk.outside.now()) t.objectStore('meta').delete(key);
  });
}

/** Let operations be tried again as they are. */
export const tryAgain = ({ box }: Desk, which: (op: Op) => boolean): Promise<void> =>
  box.write(['op'], (t) => clear(t, (op) => op.needs !== undefined && op.needs.why !== 'conflict' && which(op)));

async function clear(t: IDBTransaction, which: (op: Op) => boolean): Promise<void> {
  for (const op of await waitingOps(t)) {
    const { needs: _, ...rest } = op;
    if (op.needs && which(op)) t.objectStore('op').put(rest satisfies Op);
  }
}

/** Tell whether anything could still be sent without the worker. */
export async function sendable(desk: Desk): Promise<boolean> {
  const copy = copyStands(desk);
  const ops = await desk.box.read(['op'], waitingOps);
  const blocked = new Set(ops.filter(({ needs }) => needs).map(({ id }) => id));
  return ops.some(({ id, kind, op_id }) => !blocked.has(id) && !desk.held.has(op_id) && (copy || isConsent(kind)));
}
