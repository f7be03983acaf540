/**
 * Settling conflicts on this phone: what can be merged is merged and sent again; the rest waits for the worker, who can
 * also bring back what was kept aside. Loaded at the first conflict.
 */
import type { Kind, Row } from '../records';
import type { Entity, Needs, Op } from '../store/box';
import { sameWorker } from '../store/identity';
import type { Change } from '../store/change';
import type { Bytes } from '../store/vault';
import { uuidv7 } from '../uuid';
import { merge, same, type Picks } from './conflict';
import type { Desk } from './desk';
import { add, entityOf, keepAside, standingRow, waitingOps, type Kept } from './rows';
import { isWireKind, withSecrets, type Fields } from './wire';

/** A row that two phones changed in the same fields: both bodies, and the fields in question. */
export interface Conflict {
  id: string;
  kind: Kind;
  mine: Fields;
  theirs: Fields;
  fields: string[];
}

/** The operations of one row, the first of which met another edit, and the bodies that they are about. */
interface Chain {
  ops: Op[];
  id: string;
  kind: Kind;
  revision: number;
  was: Fields | null | undefined; // null: it began from a removed row
  mine: Fields | null;
  theirs: Fields | null;
}

/** What takes a chain's place; nothing is sent when it is what is stored already. */
interface Settled {
  body: Fields | null;
  sends: 'put' | 'delete' | undefined;
  keeps?: Fields; // kept aside for 30 days
  anew?: Fields; // written again as a new row
}

/** Merge what can be merged; tell whether anything is to be sent because of it. */
export async function settleConflicts(desk: Desk): Promise<boolean> {
  let sends = false;
  for (const chain of await readChains(desk)) {
    const settled = settle(chain);
    if (settled) sends = (await replace(desk, chain, settled)) || sends;
  }
  return sends;
}

/** List what waits for the worker. */
export async function openConflicts(desk: Desk): Promise<Conflict[]> {
  return (await readChains(desk)).flatMap(({ id, kind, was, mine, theirs }) => {
    if (!mine || !theirs) return [];
    const { both } = merge(was ?? undefined, mine, theirs);
    return both.length ? [{ id, kind, mine, theirs, fields: both }] : [];
  });
}

/** Settle a row by the worker's picks; false: it has changed since, and there is more to pick. */
export async function resolveConflict(desk: Desk, id: string, picks: Picks): Promise<boolean> {
  const chain = (await readChains(desk)).find((one) => one.id === id);
  if (!chain) return true;
  const settled = settle(chain, picks);
  return settled !== undefined && (await replace(desk, chain, settled), true);
}

/** Decide what a row becomes; undefined: the worker has to. */
function settle({ was, mine, theirs }: Chain, picks?: Picks): Settled | undefined {
  if (!theirs) {
    const anew = mine && was === null ? { anew: mine } : undefined; // undone after the removal was stored
    const keeps = mine && was !== null ? { keeps: mine } : undefined;
    return { body: null, sends: undefined, ...anew, ...keeps };
  }
  if (!mine) return { body: null, sends: 'delete' };
  const { body, both } = merge(was ?? undefined, mine, theirs, picks);
  if (both.length) return undefined;
  return { body, sends: same(body, theirs) ? undefined : 'put' };
}

async function readChains(desk: Desk): Promise<Chain[]> {
  const ops = await desk.box.read(['op'], waitingOps);
  const chains = new Map<string, Op[]>();
  for (const op of ops) chains.set(op.id, [...(chains.get(op.id) ?? []), op]);
  const met = [...chains.values()].filter(([first]) => first!.needs?.why === 'conflict');
  const read = await Promise.allSettled(met.map((chain) => readChain(desk, chain)));
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

async function readChain({ vault }: Desk, ops: Op[]): Promise<Chain> {
  const first = ops[0]!;
  const { stored, revision } = first.needs as Needs & { why: 'conflict' };
  const kind = first.kind.split('.')[0] as Kind;
  const open = async (sealed: Bytes) => (await vault.open(kind, first.id, sealed)) as Fields | null;
  const [mine, theirs] = await Promise.all([open(ops[ops.length - 1]!.sealed), open(stored)]);
  return { ops, id: first.id, kind, revision, was: first.was && (await open(first.was)), mine, theirs };
}

/** Put what was settled in the place of a chain, unless the row was edited meanwhile; tell whether it is to be sent. */
async function replace(desk: Desk, chain: Chain, settled: Settled): Promise<boolean> {
  const { vault } = desk;
  const { id, kind } = chain;
  const anew = settled.anew && { id: uuidv7(), body: settled.anew };
  const [sealed, was, kept, again] = await Promise.all([
    vault.seal(kind, id, settled.body),
    vault.seal(kind, id, chain.theirs),
    settled.keeps && vault.seal(kind, id, settled.keeps),
    anew && vault.seal(kind, anew.id, anew.body),
  ]);
  const done = await desk.box.write(['entity', 'op', 'meta'], async (t) => {
    await sameWorker(t, vault.workerId);
    if (!(await unchanged(t, chain))) return false;
    const row = await entityOf(t, id);
    const rev = (row?.rev ?? 0) + 1;
    t.objectStore('entity').put({ ...row, id, kind, rev, sealed, known: chain.revision } satisfies Entity);
    for (const { op_id } of chain.ops) t.objectStore('op').delete(op_id);
    if (settled.sends) await add(t, { kind: `${kind}.${settled.sends}`, id, base: rev - 1, sealed, was });
    if (anew && again) await addRow(t, { id: anew.id, kind, rev: 1, sealed: again });
    if (kept) keepAside(t, { kind, id, sealed: kept }, desk.outside.now());
    const standing = await standingRow(t);
    standing.given_up.push(...chain.ops.map(({ seq }) => seq));
    t.objectStore('meta').put(standing);
    return true;
  });
  await desk.store.announce(anew ? [id, anew.id] : [id]);
  return done && Boolean(settled.sends ?? anew);
}

async function unchanged(t: IDBTransaction, { id, ops }: Chain): Promise<boolean> {
  const now = (await waitingOps(t)).filter((op) => op.id === id);
  return now.map(({ op_id }) => op_id).join() === ops.map(({ op_id }) => op_id).join();
}

async function addRow(t: IDBTransaction, row: Entity): Promise<void> {
  t.objectStore('entity').put(row);
  await add(t, { kind: `${row.kind}.put`, id: row.id, base: 0, sealed: row.sealed });
}

/** Bring back what was kept: to the row itself where there is one that lacks it, else as a new row. */
export async function bringBack({ box, store, vault }: Desk, { key, kind, id, sealed }: Kept): Promise<void> {
  const body = (await vault.open(kind, id, sealed)) as Fields;
  const there = store.rows(kind as Row['kind']).value.find((one) => one.id === id);
  const whole = there && isWireKind(kind) ? withSecrets(kind, there.body as Fields, body) : body;
  await store.saveAll([{ kind, body: whole, row: there } as unknown as Change]);
  await box.write(['meta'], async (t) => void t.objectStore('meta').delete(key));
}
