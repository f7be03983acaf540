/** Where everything is, computed from operations and receipts and from nothing else (docs/sync.md, When). */
import type { Kind } from '../records';
import type { Op } from '../store/box';
import { answer } from '../store/database';
import { local } from '../clock';
import { copyStands } from './allowed';
import type { Desk } from './desk';
import { cursorRow, keptRows, madeAt, standingRow, waitingOps, type Kept, type Receipt, type Standing } from './rows';
import { grows, isConsent } from './wire';

const DAY = 24 * 3600_000;

/**
 * Why the worker is needed; `n`: how many rows it is about. `conflict` two phones changed the same field; `invalid` the
 * server, or this version, cannot read a row; `forbidden` the server knows of no consent; `stalled` something waits and
 * nothing was received for 24 hours; `full` the copy has no room for them; `holes` changes that are neither here nor
 * there, made on or before `day`.
 */
export type Reason =
  | { why: 'signed-out' }
  | { why: 'conflict' | 'invalid' | 'forbidden' | 'stalled' | 'full'; n: number }
  | { why: 'holes'; n: number; day?: string | undefined };

export interface SyncState {
  is: 'phone' | 'sending' | 'received' | 'needs-you';
  host: string;
  at?: number; // when the server last received something from this phone, ms since 1970
  waiting: number; // changes that are on this phone only
  reasons: Reason[];
  left?: boolean; // this phone was signed out from elsewhere and has deleted itself
}

export const nothingYet: SyncState = { is: 'phone', host: '', waiting: 0, reasons: [] };

/** A row that is, as it is here, on this phone only. */
export interface Unsent {
  op_id: string;
  id: string;
  kind: Kind;
  removes: boolean;
  changes: number;
  made: number; // when the first of them was made, ms since 1970
  needs?: Op['needs'];
  held?: boolean; // the server waits for the row that it belongs to
}

/** What is known besides the box. */
interface Beside {
  signedIn: boolean;
  sending: boolean;
  held: ReadonlySet<string>; // by op id
}

interface Found {
  ops: Op[];
  whole: boolean; // everything has been downloaded once
  standing: Standing;
  receipts: Receipt[];
  kept: Kept[];
}

export interface Seen {
  state: SyncState;
  unsent: Unsent[];
  kept: Kept[];
}

/** Look at the box and say where everything is. */
export async function look(desk: Desk, beside: Beside): Promise<Seen> {
  const found = await read(desk);
  const { ops, standing } = found;
  const reasons = reasonsOf(desk, found, beside);
  const there = !ops.length && copyStands(desk) && (standing.at !== undefined || found.whole);
  const idle = there ? 'received' : 'phone';
  const state: SyncState = {
    is: reasons.length ? 'needs-you' : beside.sending && ops.length ? 'sending' : idle,
    host: desk.outside.host,
    waiting: ops.length,
    reasons,
    ...(standing.at !== undefined && { at: standing.at }),
  };
  return { state, unsent: unsentOf(ops, beside.held), kept: found.kept };
}

function read({ box }: Desk): Promise<Found> {
  return box.read(['op', 'receipt', 'meta'], async (t) => {
    const [ops, standing] = await Promise.all([waitingOps(t), standingRow(t)]);
    const some = standing.missing?.length;
    const receipts = some ? await answer<Receipt[]>(t.objectStore('receipt').getAll()) : [];
    const { whole = false } = await cursorRow(t);
    return { ops, whole, standing, receipts, kept: await keptRows(t) };
  });
}

function reasonsOf(desk: Desk, found: Found, { signedIn }: Beside): Reason[] {
  const { ops, standing } = found;
  const copy = copyStands(desk);
  const meant = ops.filter(({ kind }) => copy || isConsent(kind));
  const reasons: Reason[] = signedIn ? [] : [{ why: 'signed-out' }];
  for (const why of ['conflict', 'invalid', 'forbidden'] as const) {
    const n = meant.filter(({ needs }) => needs?.why === why || (why === 'invalid' && needs?.why === 'unreadable')).length;
    if (n) reasons.push({ why, n });
  }
  const still = meant.filter(({ needs }) => !needs);
  const now = desk.outside.now();
  const growing = standing.full ? still.filter(grows).length : 0;
  if (growing) reasons.push({ why: 'full', n: growing });
  else if (still[0] && now - waitsSince(desk, still[0], standing) > DAY) reasons.push({ why: 'stalled', n: still.length });
  const holes = holesOf(found, now);
  if (holes) reasons.push(holes);
  return reasons;
}

/** Since when something could have been received; after now where the clock was set back, so that nothing is said. */
function waitsSince({ store }: Desk, oldest: Op, { at = 0 }: Standing): number {
  const yes = store.rows('consent').value.flatMap(({ id, body }) => (body.purpose === 'copy' ? [madeAt(id)] : []));
  return Math.max(madeAt(oldest.op_id), at, ...yes);
}

/** What the server misses and this phone neither has waiting, nor gave up, nor has a receipt for, is lost. */
function holesOf({ ops, standing, receipts }: Found, now: number): Reason | undefined {
  if (!standing.missing?.length) return undefined;
  const here = new Map([...ops, ...receipts].map(({ seq, op_id }) => [seq, op_id]));
  const lost: number[] = [];
  for (const [from, to] of standing.missing) {
    for (let seq = from; seq <= to; seq += 1) if (!here.has(seq) && !standing.given_up.includes(seq)) lost.push(seq);
  }
  if (!lost.length) return undefined;
  const next = [...here].filter(([seq]) => seq > lost[lost.length - 1]!).sort(([one], [two]) => one - two)[0];
  return { why: 'holes', n: lost.length, day: local(next ? madeAt(next[1]) : now).day };
}

function unsentOf(ops: Op[], held: ReadonlySet<string>): Unsent[] {
  const rows = new Map<string, Unsent>();
  for (const { op_id, id, kind, needs } of ops) {
    const row = rows.get(id);
    const removes = kind.endsWith('.delete');
    const first = { op_id, id, kind: kind.split('.')[0] as Kind, removes, changes: 1, made: madeAt(op_id) };
    if (row) rows.set(id, { ...row, removes, changes: row.changes + 1 });
    else rows.set(id, { ...first, ...(needs && { needs }), ...(held.has(op_id) && { held: true }) });
  }
  return [...rows.values()];
}
