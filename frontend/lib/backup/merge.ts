/** Putting a backup's rows beside those of this phone. */
import type { Entity, Op } from '../store/box';
import { answer } from '../store/database';
import { sameWorker } from '../store/identity';
import type { Stored } from '../store/ledger';
import { StoreProblem } from '../store/problem';
import type { Store } from '../store/store';
import { uuidv7 } from '../uuid';

export interface Restored {
  added: number; // not on this phone before
  changed: number; // newer than this phone's
  same: number;
  older: number; // this phone's is newer and stays
  different: number; // same revision, different content: this phone's stays, and the file still has the other
}

interface Arriving extends Stored {
  op_id: string;
  sealed: Entity['sealed'];
  here?: Entity | undefined;
}

/**
 * Merge rows by id, in one transaction; rejects with StoreProblem and then nothing is written. What an old file says was
 * allowed is not allowed again by opening it.
 */
export async function merge(rows: Stored[], into: Store): Promise<Restored> {
  const mine = new Map((await into.everything()).map((row) => [row.id, JSON.stringify(row.body)]));
  const opened = await into.opened();
  if (!opened) throw new StoreProblem('unavailable');
  const { box, vault } = opened;
  const sealing = rows.filter(({ kind }) => kind !== 'consent').map(async (row): Promise<Arriving> => {
    return { ...row, op_id: uuidv7(), sealed: await vault.seal(row.kind, row.id, row.body) };
  });
  const arriving = await Promise.all(sealing);
  const restored = await box.write(['entity', 'op', 'meta'], async (t) => {
    await sameWorker(t, vault.workerId);
    const counts: Restored = { added: 0, changed: 0, same: 0, older: 0, different: 0 };
    const won: Arriving[] = [];
    for (const row of arriving) {
      const here = await answer<Entity | undefined>(t.objectStore('entity').get(row.id));
      const what = compare(row, here, mine.get(row.id));
      counts[what] += 1;
      if (what === 'added' || what === 'changed') won.push({ ...row, here });
    }
    await write(t, won);
    return counts;
  });
  await into.announce();
  return restored;
}

function compare(row: Stored, here: Entity | undefined, body: string | undefined): keyof Restored {
  if (!here) return 'added';
  if (here.rev !== row.rev) return row.rev > here.rev ? 'changed' : 'older';
  return body === JSON.stringify(row.body) ? 'same' : 'different';
}

/** Write what won, each as a change of this phone: what is restored has to be sent from here. */
async function write(t: IDBTransaction, rows: Arriving[]): Promise<void> {
  const [entity, op, meta] = ['entity', 'op', 'meta'].map((name) => t.objectStore(name)) as IDBObjectStore[];
  let seq = (await answer<{ value: number } | undefined>(meta!.get('seq')))?.value ?? 0;
  for (const { op_id, id, kind, rev, body, sealed, here } of rows) {
    entity!.put({ ...here, id, kind, rev, sealed } satisfies Entity);
    if (kind === 'profile') continue;
    const verb = body === null ? 'delete' : 'put';
    op!.add({ op_id, seq: ++seq, kind: `${kind}.${verb}`, id, base: rev - 1, sealed, ...(here && { was: here.sealed }) } satisfies Op);
  }
  meta!.put({ key: 'seq', value: seq });
}
