/** What sync keeps in the box beside rows and operations, and the small transactions on it. */
import type { Entity, Op } from '../store/box';
import { answer } from '../store/database';
import type { Bytes } from '../store/vault';
import { uuidv7 } from '../uuid';

/** An operation that the server has. */
export interface Receipt {
  op_id: string;
  id: string;
  kind: string;
  seq: number;
  revision: number;
  at: number; // ms since 1970, by the server's clock
}

/** How sync stands; one row of `meta`. */
export interface Standing {
  key: 'sync';
  at?: number; // when the server last received something from this phone
  missing?: [number, number][]; // numbers that never came, as the server said last
  given_up: number[]; // numbers that were replaced, not yet told
  replaced?: number[]; // told already; the server counts them no more
  leave?: boolean; // this phone was signed out from elsewhere
  full?: boolean; // the copy had no room for what was sent last
}

/** How far the download has come; one row of `meta`. */
export interface Cursor {
  key: 'cursor';
  value?: string; // absent: from the start
  round: number; // counts downloads from the start
  whole?: boolean; // this round has seen everything
  skipped?: string; // the version of the app that could not read something
}

/**
 * A body of this phone's that the server's row does not have, kept for 30 days; a row of `meta`. The row was removed
 * elsewhere while it was edited here, or it came back without its sealed part.
 */
export interface Kept {
  key: string; // 'kept ' and the row's id
  kind: string;
  id: string;
  sealed: Bytes;
  until: number;
}

export const KEPT = 'kept ';
const KEEPS = 30 * 24 * 3600_000; // ms that it can be brought back

export function keepAside(t: IDBTransaction, { kind, id, sealed }: Pick<Kept, 'kind' | 'id' | 'sealed'>, now: number): void {
  t.objectStore('meta').put({ key: KEPT + id, kind, id, sealed, until: now + KEEPS } satisfies Kept);
}

export async function keptRows(t: IDBTransaction): Promise<Kept[]> {
  const rows = await answer<Kept[]>(t.objectStore('meta').getAll());
  return rows.filter(({ key }) => key.startsWith(KEPT));
}

export const standingRow = async (t: IDBTransaction): Promise<Standing> =>
  (await answer<Standing | undefined>(t.objectStore('meta').get('sync'))) ?? { key: 'sync', given_up: [] };

export const cursorRow = async (t: IDBTransaction): Promise<Cursor> =>
  (await answer<Cursor | undefined>(t.objectStore('meta').get('cursor'))) ?? { key: 'cursor', round: 1 };

/** Read every operation in the order in which they were made. */
export const waitingOps = (t: IDBTransaction): Promise<Op[]> => answer<Op[]>(t.objectStore('op').index('seq').getAll());

export const entityOf = (t: IDBTransaction, id: string): Promise<Entity | undefined> =>
  answer<Entity | undefined>(t.objectStore('entity').get(id));

/** Read the highest number ever allotted. */
export const highest = async (t: IDBTransaction): Promise<number> =>
  (await answer<{ value: number } | undefined>(t.objectStore('meta').get('seq')))?.value ?? 0;

/** When an id was made: UUIDv7 begins with the milliseconds. */
export const madeAt = (id: string): number => parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

export const allEntities = (t: IDBTransaction): Promise<Entity[]> => answer<Entity[]>(t.objectStore('entity').getAll());

/** Add an operation with the next number. */
export async function add(t: IDBTransaction, op: Omit<Op, 'op_id' | 'seq'>): Promise<void> {
  const seq = (await highest(t)) + 1;
  t.objectStore('op').add({ ...op, op_id: uuidv7(), seq } satisfies Op);
  t.objectStore('meta').put({ key: 'seq', value: seq });
}
