/** What happens inside the one transaction that makes a save a save: rows, operations and sequence numbers together. */
import type { Entity, Op } from './box';
import { answer, type Database } from './database';
import { sameWorker } from './identity';
import type { DraftRow } from './draft';
import { StoreProblem } from './problem';
import type { Item } from './pocket';
import type { Bytes, Vault } from './vault';

type SealedItem = Omit<Item, 'body'> & { sealed: Bytes };

const STORES = ['entity', 'op', 'receipt', 'draft', 'meta'] as const;

/** Another edit came first; `stored` is what is there now. */
export class Stale extends Error {
  constructor(readonly stored: Entity | undefined) {
    super('stale');
  }
}

export interface Written {
  seq: number; // the highest number allotted so far
  added: number; // operations that this transaction added
  stale: SealedItem[]; // left out because another edit came first
}

/** Seal an item as it is written: once, for the row and for its operation. */
export async function sealItem(vault: Vault, { body, ...item }: Item): Promise<SealedItem> {
  return { ...item, sealed: await vault.seal(item.kind, item.id, body) };
}

/** Write all items or none; rejects with Stale when another edit came first, and ends the draft with them. */
export function commit(
  box: Database,
  items: SealedItem[],
  worker: string,
  draft?: { name: string; rev: number },
): Promise<Written> {
  return box.write([...STORES], async (t) => {
    await sameWorker(t, worker);
    if (draft) await endDraft(t.objectStore('draft'), draft);
    return write(t, items, (stored) => {
      throw new Stale(stored);
    });
  });
}

/** Write the items whose row is still as it was, and name the others. */
export function commitWhatFits(box: Database, items: SealedItem[], worker: string): Promise<Written> {
  return box.write([...STORES], async (t) => {
    await sameWorker(t, worker);
    return write(t, items, () => undefined);
  });
}

async function write(
  t: IDBTransaction,
  items: SealedItem[],
  onStale: (stored: Entity | undefined) => void,
): Promise<Written> {
  const [entity, op, receipt, drafts, meta] = STORES.map((name) => t.objectStore(name)) as Stores;
  const before = (await answer<{ value: number } | undefined>(meta.get('seq')))?.value ?? 0;
  const written: Written = { seq: before, added: 0, stale: [] };
  for (const item of items) {
    const { op_id, verb, kind, id, base, sealed, draft } = item;
    const done = (await answer(op.getKey(op_id))) ?? (await answer(receipt.getKey(op_id)));
    if (done !== undefined) continue; // committed by a transaction whose answer was lost
    const stored = await answer<Entity | undefined>(entity.get(id));
    if ((stored?.rev ?? 0) !== base) {
      onStale(stored);
      written.stale.push(item);
      continue;
    }
    entity.put({ ...stored, id, kind, rev: base + 1, sealed } satisfies Entity);
    if (draft) drafts.delete(draft);
    if (kind === 'profile') continue; // of this phone only: never an operation
    written.seq += 1;
    const was = stored && { was: stored.sealed };
    op.add({ op_id, seq: written.seq, kind: `${kind}.${verb}`, id, base, sealed, ...was } satisfies Op);
  }
  written.added = written.seq - before;
  meta.put({ key: 'seq', value: written.seq });
  return written;
}

type Stores = [IDBObjectStore, IDBObjectStore, IDBObjectStore, IDBObjectStore, IDBObjectStore];

/** End the draft with the save, unless another tab has written or ended it meanwhile. */
async function endDraft(drafts: IDBObjectStore, { name, rev }: { name: string; rev: number }): Promise<void> {
  const row = await answer<DraftRow | undefined>(drafts.get(name));
  if ((row?.rev ?? 0) !== rev) throw new StoreProblem('stale');
  drafts.delete(name);
}
