/**
 * The two databases. `box` holds what only this phone has; its schema stays at version 1 for ever, and bodies carry
 * their own shape version. `view` holds what can be made again and may be thrown away at any time.
 */
import type { Kind } from '../records';
import { answer, Database } from './database';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Entity {
  id: string;
  kind: Kind;
  rev: number;
  sealed: Bytes; // the body, or null once removed
  known?: number; // its revision on the server, as far as this phone has heard; `rev` counts on this phone only
  round?: number; // the last whole download that had it
  at?: number; // when the server last received it from here, ms since 1970
}

/** What stands in the way of an operation until the worker, or something else, settles it. */
export type Needs =
  | { why: 'conflict'; stored: Bytes; revision: number } // another edit came first: the stored body, or null
  | { why: 'invalid'; errors: { pointer: string; code: string }[] }
  | { why: 'forbidden' } // the server knows of no standing consent
  | { why: 'unreadable' }; // it, or what is stored, cannot be opened by this version

/** What waits to be sent. */
export interface Op {
  op_id: string;
  seq: number; // 1, 2, 3 … on this phone, allotted in the transaction that writes the entity
  kind: string; // 'time_entry.put' or 'time_entry.delete'
  id: string;
  base: number; // the revision it started from; 0: none
  sealed: Bytes;
  was?: Bytes; // the body that it started from; absent: a new row
  needs?: Needs;
}

function buildBox(db: IDBDatabase): void {
  db.createObjectStore('entity', { keyPath: 'id' }).createIndex('kind', 'kind');
  db.createObjectStore('op', { keyPath: 'op_id' }).createIndex('seq', 'seq', { unique: true });
  db.createObjectStore('blob', { keyPath: 'id' });
  db.createObjectStore('receipt', { keyPath: 'op_id' });
  db.createObjectStore('draft', { keyPath: 'name' });
  db.createObjectStore('meta', { keyPath: 'key' });
}

function buildView(db: IDBDatabase): void {
  db.createObjectStore('snapshot', { keyPath: 'key' });
}

export const box = (factory: IDBFactory, patience?: number) => new Database(factory, 'box', buildBox, patience);
export const view = (factory: IDBFactory, patience?: number) =>
  new Database(factory, 'view', buildView, patience);

type Read = [rows: Entity[], ops: number, seq: { value: number } | undefined];

/** Read every row, or those of `ids`; how many operations wait; and the highest sequence number. */
export const readRows = (box: Database, ids?: string[]): Promise<Read> =>
  box.read(['entity', 'op', 'meta'], async (t) => {
    const entity = t.objectStore('entity');
    const [rows, ops, seq] = await Promise.all([
      ids ? Promise.all(ids.map((id) => answer<Entity>(entity.get(id)))) : answer<Entity[]>(entity.getAll()),
      answer(t.objectStore('op').count()),
      answer<{ value: number } | undefined>(t.objectStore('meta').get('seq')),
    ]);
    return [rows.filter(Boolean), ops, seq];
  });
