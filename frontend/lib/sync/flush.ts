/** Sends what waits, in order, and takes each answer in one transaction with its receipt (docs/sync.md). */
import type { Entity, Needs, Op } from '../store/box';
import { answer } from '../store/database';
import { sameWorker } from '../store/identity';
import { ask } from './asking';
import { copyStands } from './allowed';
import { done, settling, type Desk, type Outcome } from './desk';
import { entityOf, highest, madeAt, standingRow, waitingOps, type Receipt, type Standing } from './rows';
import { fromWire, grows, isConsent, isWireKind, toWire, withSecrets, type Fields, type Operation, type Stored } from './wire';

const MOST = 200; // operations at once
const BYTES = 200_000; // of JSON at once
const GIVEN_UP = 500; // numbers at once
const VAIN = 20; // batches of which nothing was stored, then it is given a rest
const UNDO = 20_000; // ms for which a removal is not sent, longer than the app offers to undo it

type Result =
  | { outcome: 'applied' | 'duplicate'; op_id: string; revision: number }
  | { outcome: 'conflict'; op_id: string; stored: Stored }
  | { outcome: 'held'; op_id: string; waits_for: string }
  | { outcome: 'invalid'; op_id: string | null; errors: { pointer: string; code: string }[] }
  | { outcome: 'forbidden'; op_id: string };

interface Pushed {
  results: Result[];
  received_at: string;
  missing: [number, number][];
  leave: boolean;
}

interface Batch {
  operations: Operation[];
  ops: Op[];
  highest_seq: number;
  given_up: number[];
  conflicts: boolean; // some wait to be settled
}

export interface How {
  always?: boolean; // ask even if nothing waits, to hear what the server says of this phone
  hurry?: boolean; // send removals that could still be undone, too
}

/** Send everything that can be sent; what the server holds back is sent again only once something else has arrived. */
export async function flush(desk: Desk, { always = false, hurry = false }: How = {}): Promise<Outcome> {
  let most = MOST;
  let full = false; // then only what needs no room is sent
  const held = (desk.held.clear(), desk.held);
  let vain = 0; // batches in a row of which nothing was stored
  for (let first = always; ; first = false) {
    const batch = await nextBatch(desk, { most, hurry, full });
    if (!batch.operations.length && !batch.given_up.length && !first) {
      if (batch.conflicts && (await (await settling()).settleConflicts(desk))) continue;
      return full ? { is: 'full' } : done;
    }
    desk.sending(batch.ops.map(({ id }) => id));
    const answer = await push(desk, batch);
    desk.sending([]);
    if (answer.is === 'too-large') {
      most = await halve(desk, batch);
      continue;
    }
    if (answer.is === 'full' && !full) {
      full = true;
      await noteFull(desk);
      continue;
    }
    if (answer.is !== 'ok') return answer;
    for (const result of answer.body.results) if (result.outcome === 'held') held.add(result.op_id);
    const stored = await take(desk, batch, answer.body);
    if (stored) held.clear(); // perhaps they waited for one of these
    vain = stored ? 0 : vain + 1;
    if (vain > VAIN) return { is: 'later' };
  }
}

const push = (desk: Desk, { operations, highest_seq, given_up }: Batch) =>
  ask<Pushed>(
    desk,
    '/v1/sync/push',
    { device_id: desk.device_id, app_version: desk.outside.version, highest_seq, given_up, operations },
    ({ results, received_at }) =>
      Array.isArray(results) &&
      results.length === operations.length &&
      !isNaN(Date.parse(received_at)) &&
      results.every((result, at) => answers(result, operations[at]!)),
  );

const OUTCOMES = new Set(['applied', 'duplicate', 'conflict', 'held', 'invalid', 'forbidden']);

function answers(result: Result, { op_id, id }: Operation): boolean {
  if (!OUTCOMES.has(result?.outcome)) return false;
  if (result.outcome === 'conflict' && result.stored?.id !== id) return false;
  return result.op_id === op_id || (result.outcome === 'invalid' && result.op_id === null);
}

interface Limits {
  most: number;
  hurry: boolean;
  full: boolean; // the copy has no room
}

/** Take the first waiting operation of each row, in order, as far as it may be sent and fits. */
async function nextBatch(desk: Desk, { most, hurry, full }: Limits): Promise<Batch> {
  const records = copyStands(desk);
  const { ops, rows, ...counted } = await desk.box.write(['entity', 'op', 'meta'], async (t) => {
    await sameWorker(t, desk.vault.workerId);
    const all = await tidied(t, await waitingOps(t));
    const soon = desk.outside.now() - UNDO;
    const heads = firsts(all).filter(
      (op) => !op.needs && !desk.held.has(op.op_id) && (records || isConsent(op.kind)) && (hurry || !isFresh(op, soon)) && !(full && grows(op)),
    );
    const ops = [...heads.filter(({ kind }) => isConsent(kind)), ...heads.filter(({ kind }) => !isConsent(kind))].slice(0, most); // nothing is taken before it was allowed
    const rows = await Promise.all(ops.map(({ id }) => entityOf(t, id)));
    const { given_up } = await standingRow(t);
    const conflicts = all.some(({ needs }) => needs?.why === 'conflict');
    return { ops, rows, conflicts, highest_seq: await highest(t), given_up: given_up.slice(0, GIVEN_UP) };
  });
  const batch: Batch = { operations: [], ops: [], ...counted };
  let bytes = 0;
  for (const [at, op] of ops.entries()) {
    const sent = await toWire(desk.vault, op, rows[at]).catch((error: unknown) => error);
    if (!isOperation(sent)) {
      await mark(desk, op, sent instanceof RangeError ? tooLarge('/sealed') : { why: 'unreadable' });
      continue;
    }
    bytes += JSON.stringify(sent).length;
    if (bytes > BYTES && batch.ops.length) break;
    batch.operations.push(sent);
    batch.ops.push(op);
  }
  return batch;
}

const isOperation = (sent: unknown): sent is Operation => Boolean(sent && typeof sent === 'object' && 'op_id' in sent);
const tooLarge = (pointer: string): Needs => ({ why: 'invalid', errors: [{ pointer, code: 'too-large' }] });

/** One operation a row: a later one starts from what the server makes of the first. */
function firsts(ops: Op[]): Op[] {
  const seen = new Set<string>();
  return ops.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** A removal made since then, by a clock that was not set back meanwhile. */
const isFresh = ({ kind, op_id }: Op, since: number): boolean =>
  kind.endsWith('.delete') && madeAt(op_id) > since && madeAt(op_id) <= since + UNDO;

/**
 * An operation that was refused and has been edited since is replaced by the edit, as if it had never been; and so is a
 * removal that was undone before it could be sent, because a row that the server has removed never comes back.
 */
async function tidied(t: IDBTransaction, ops: Op[]): Promise<Op[]> {
  const chains = new Map<string, Op[]>();
  for (const op of ops) chains.set(op.id, [...(chains.get(op.id) ?? []), op]);
  const replaced = [...chains.values()].filter(([head, next]) => next && (head!.needs?.why === 'invalid' || undone(head!, next)));
  if (!replaced.length) return ops;
  const standing = await standingRow(t);
  for (const chain of replaced) {
    const head = chain[0]!;
    const kept = chain.pop()!;
    for (const { op_id } of chain) t.objectStore('op').delete(op_id);
    const { was: _, ...bare } = kept;
    t.objectStore('op').put({ ...bare, base: head.base, ...(head.was && { was: head.was }) } satisfies Op);
    standing.given_up.push(...chain.map(({ seq }) => seq));
  }
  t.objectStore('meta').put(standing);
  return waitingOps(t);
}

const undone = (head: Op, next: Op): boolean => isFresh(head, madeAt(next.op_id) - UNDO) && next.kind.endsWith('.put');

/** Write down that the copy has no room, so that every tab says so. */
const noteFull = ({ box }: Desk): Promise<void> =>
  box.write(['meta'], async (t) => void t.objectStore('meta').put({ ...(await standingRow(t)), full: true } satisfies Standing));

/** Send half as many; a single one that is too large waits for the worker. */
async function halve(desk: Desk, { ops }: Batch): Promise<number> {
  if (ops.length > 1) return Math.floor(ops.length / 2);
  if (ops[0]) await mark(desk, ops[0], tooLarge(''));
  return MOST;
}

async function mark(desk: Desk, op: Op, needs: Needs): Promise<void> {
  await desk.box.write(['op'], (t) => need(t, op, needs));
  await desk.store.announce([op.id]);
}

/** Write what became of a batch, all in one transaction; tell whether anything was stored. */
async function take(desk: Desk, batch: Batch, { results, received_at, missing, leave }: Pushed): Promise<boolean> {
  const at = Date.parse(received_at);
  const needs = await Promise.all(results.map((result, n) => needOf(desk, batch.ops[n]!, result)));
  const stored = await desk.box.write(['entity', 'op', 'receipt', 'meta'], async (t) => {
    await sameWorker(t, desk.vault.workerId);
    let count = 0;
    let grew = false;
    for (const [n, result] of results.entries()) {
      const op = batch.ops[n]!;
      if (result.outcome === 'applied' || result.outcome === 'duplicate') {
        count += 1;
        grew ||= grows(op);
        await receive(t, op, { revision: result.revision, at });
      } else if (needs[n]) await need(t, op, needs[n]!);
    }
    const before = await standingRow(t);
    const given_up = before.given_up.filter((seq) => !batch.given_up.includes(seq));
    const now: Standing = { ...before, given_up, missing, leave, full: before.full === true && !grew };
    t.objectStore('meta').put(count ? { ...now, at } : now);
    return count;
  });
  await desk.store.announce(batch.ops.map(({ id }) => id));
  return stored > 0;
}

/** The operation goes and its receipt comes, together; another tab may have done it already. */
async function receive(t: IDBTransaction, { op_id, id, kind, seq }: Op, { revision, at }: { revision: number; at: number }): Promise<void> {
  const ops = t.objectStore('op');
  if ((await keyOf(ops, op_id)) === undefined) return;
  ops.delete(op_id);
  t.objectStore('receipt').put({ op_id, id, kind, seq, revision, at } satisfies Receipt);
  const row = await entityOf(t, id);
  if (row) t.objectStore('entity').put({ ...row, known: revision, at } satisfies Entity);
}

async function need(t: IDBTransaction, { op_id }: Op, needs: Needs): Promise<void> {
  const ops = t.objectStore('op');
  const op = await rowOf<Op>(ops, op_id);
  if (op) ops.put({ ...op, needs } satisfies Op);
}

const keyOf = (store: IDBObjectStore, key: string) => answer(store.getKey(key));
const rowOf = <T>(store: IDBObjectStore, key: string) => answer<T | undefined>(store.get(key));

/** What an operation needs now; what is stored is sealed for this phone before the transaction. */
async function needOf({ vault }: Desk, op: Op, result: Result): Promise<Needs | undefined> {
  if (result.outcome === 'invalid') return { why: 'invalid', errors: result.errors ?? [] };
  if (result.outcome === 'forbidden') return { why: 'forbidden' };
  if (result.outcome !== 'conflict') return undefined;
  const { kind, id, revision } = result.stored;
  if (!op.kind.startsWith(`${kind}.`)) return { why: 'unreadable' };
  try {
    const body = await fromWire(vault, result.stored);
    const was = body && result.stored.sealed === null && op.was ? ((await vault.open(kind, id, op.was)) as Fields | null) : null;
    const theirs = body && was && isWireKind(kind) ? withSecrets(kind, body, was) : body; // written without a sealed part: it says nothing of notes
    return { why: 'conflict', stored: await vault.seal(kind, id, theirs), revision };
  } catch {
    return { why: 'unreadable' };
  }
}
