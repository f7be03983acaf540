/**
 * Signing in to an account that exists: this phone takes the account's worker id and vault key, and everything on it is
 * sealed again under them, in one transaction. Killed before, nothing has changed; killed after, everything has.
 */
import { keptKeyOf, vaultOf } from '../keys/wrap';
import type { Entity, Needs, Op } from '../store/box';
import { answer, type Database } from '../store/database';
import type { DraftRow } from '../store/draft';
import { unlock, type Identity } from '../store/identity';
import { StoreProblem } from '../store/problem';
import type { Store } from '../store/store';
import type { Bytes, Vault } from '../store/vault';
import { uuidv7 } from '../uuid';
import { sealAccount, type Account } from './account';
import { KEPT, type Kept } from './rows';
import { isConsent } from './wire';

interface Adopting {
  workerId: string;
  rawVaultKey: Bytes;
  account?: Account; // absent: the account is gone, and this phone begins as it did at its first open
}

type MetaRow = { key: string };

/** All that is sealed on this phone, and how far it has counted. */
export interface Everything {
  entity: Entity[];
  op: Op[];
  draft: DraftRow[];
  meta: MetaRow[];
}

const TABLES = ['entity', 'op', 'draft', 'meta'] as const;

/** Become a phone of that account. What is here stays, and belongs to the account from now on. */
export async function adoptAccount(store: Store, adopting: Adopting): Promise<void> {
  await store.loaded();
  const opened = await store.opened();
  if (!opened) throw new StoreProblem('unavailable');
  for (let written = false; !written; ) written = await tryOnce(opened.box, adopting);
  await store.reopen();
}

/** Seal first, then write if nothing was saved meanwhile; false: try again. */
async function tryOnce(box: Database, { workerId, rawVaultKey, account }: Adopting): Promise<boolean> {
  const before = await box.read([...TABLES], everything);
  const identity = before.meta.find(({ key }) => key === 'identity') as Identity;
  if (identity.worker_id === workerId) return true; // done by a try whose answer was lost
  const { vault: old, secret } = await unlock(identity);
  const vault = await vaultOf(rawVaultKey, workerId);
  const pair = { open: identity.pair.open, sealed: await vault.seal('pair', identity.device_id, secret) };
  const taken: Identity = { ...identity, ...(await keptKeyOf(rawVaultKey)), worker_id: workerId, pair };
  const after = await sealAgain(before, old, vault);
  if (after.closed) after.meta.push({ ...identity, key: 'identity before' } as MetaRow); // something needs its key
  after.meta.push(taken);
  if (account) after.meta.push(await sealAccount(vault, identity.device_id, account));
  return writeAll(box, before, account ? after : unsentAgain(after, before.meta));
}

async function everything(t: IDBTransaction): Promise<Everything> {
  const all = await Promise.all(TABLES.map((name) => answer<unknown[]>(t.objectStore(name).getAll())));
  return Object.fromEntries(TABLES.map((name, at) => [name, all[at]])) as unknown as Everything;
}

/** Seal everything under the new key; what cannot be opened stays as it is, and is counted. */
async function sealAgain(all: Everything, old: Vault, vault: Vault): Promise<Everything & { closed: number }> {
  let closed = 0;
  const again: Again = async (kind, id, sealed) => {
    const body = await old.open(kind, id, sealed).catch(() => undefined);
    if (body !== undefined) return vault.seal(kind, id, body);
    closed += 1;
    return sealed;
  };
  const kept = all.meta.filter(({ key }) => key.startsWith(KEPT)) as Kept[];
  const [entity, op, draft, meta] = await Promise.all([
    Promise.all(all.entity.map(async (row) => ({ ...row, sealed: await again(row.kind, row.id, row.sealed) }))),
    Promise.all(all.op.map((row) => opAgain(row, again))),
    Promise.all(all.draft.map(async (row) => ({ ...row, sealed: await again('draft', row.name, row.sealed) }))),
    Promise.all(kept.map(async (row) => ({ ...row, sealed: await again(row.kind, row.id, row.sealed) }))),
  ]);
  return { entity, op, draft, meta, closed };
}

type Again = (kind: string, id: string, sealed: Bytes) => Promise<Bytes>;

async function opAgain(op: Op, again: Again): Promise<Op> {
  const kind = op.kind.split('.')[0]!;
  const sealed = await again(kind, op.id, op.sealed);
  const was = op.was && { was: await again(kind, op.id, op.was) };
  const met = op.needs?.why === 'conflict' ? op.needs : undefined;
  const needs = met && { needs: { ...met, stored: await again(kind, op.id, met.stored) } satisfies Needs };
  return { ...op, sealed, ...was, ...needs };
}

/** No server has anything of this phone: every row waits again, and what was allowed to the account that is gone ends. */
function unsentAgain(all: Everything, meta: MetaRow[]): Everything {
  const own = all.entity.filter(({ kind }) => !isConsent(kind));
  const entity = own.map(({ id, kind, rev, sealed }): Entity => ({ id, kind, rev, sealed }));
  let seq = (meta.find(({ key }) => key === 'seq') as { value?: number } | undefined)?.value ?? 0;
  const waiting = new Set(all.op.map(({ id }) => id));
  const anew = entity.filter(({ id, kind }) => kind !== 'profile' && !waiting.has(id));
  const added = anew.map(({ id, kind, rev, sealed }): Op => ({ op_id: uuidv7(), seq: ++seq, kind: `${kind}.put`, id, base: rev - 1, sealed }));
  const op = all.op.filter(({ kind }) => !isConsent(kind)).map(({ needs: _, ...rest }) => rest);
  return { ...all, entity, op: [...op, ...added], meta: [...all.meta, { key: 'seq', value: seq } as MetaRow] };
}

/** Write it all unless something was saved meanwhile. Downloads begin anew. */
function writeAll(box: Database, before: Everything, after: Everything): Promise<boolean> {
  return box.write([...TABLES], async (t) => {
    if (!unchanged(before, await everything(t))) return false;
    for (const name of TABLES) {
      if (name !== 'meta') t.objectStore(name).clear();
      for (const row of after[name]) t.objectStore(name).put(row);
    }
    const gone = ['cursor', 'sync', ...(after.meta.some(({ key }) => key === 'account') ? [] : ['account'])];
    for (const key of gone) t.objectStore('meta').delete(key);
    return true;
  });
}

const MARKS = new Set(['lease']); // changes without anything being saved

function unchanged(one: Everything, two: Everything): boolean {
  const plain = (row: object) => JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? String(value) : value));
  const lines = (all: Everything) => TABLES.flatMap((name) => (all[name] as object[]).filter((row) => !MARKS.has((row as MetaRow).key)).map(plain));
  const [first, second] = [lines(one), lines(two)];
  return first.length === second.length && first.every((line, at) => line === second[at]);
}
