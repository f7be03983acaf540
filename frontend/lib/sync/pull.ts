/** Takes what other phones changed, page by page, each with its cursor in one transaction (docs/sync.md, Pull). */
import type { Kind } from '../records';
import type { Entity } from '../store/box';
import { sameWorker } from '../store/identity';
import type { Bytes } from '../store/vault';
import { ask, type Answer } from './asking';
import { done, PAGE, type Desk, type Outcome } from './desk';
import { add, allEntities, cursorRow, entityOf, keepAside, waitingOps, type Cursor } from './rows';
import { fromWire, isWireKind, split, type Fields, type Stored, type WireKind } from './wire';

interface Change extends Stored {
  change: number;
}

interface Page {
  changes: Change[];
  cursor: string;
  more: boolean;
}

interface Arriving {
  id: string;
  kind: Kind;
  revision: number;
  sealed: Bytes;
  bare: boolean; // without the sealed part that the row here has
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FIRST_KINDS = ['withdrawal', 'consent', 'employer', 'engagement']; // a row is held until what it names is there

/** Download until there is no more; `sends`: rows that the server no longer has are to be sent again. */
export async function pull(desk: Desk): Promise<Outcome & { sends?: boolean }> {
  let starts = 0;
  for (;;) {
    const cursor = await readCursor(desk);
    const answer = await askPage(desk, cursor);
    if (answer.is === 'refused' && answer.status === 410 && starts++ < 2) await startAgain(desk, cursor);
    else if (answer.is === 'too-large') return { is: 'later' };
    else if (answer.is !== 'ok') return answer;
    else {
      await takePage(desk, cursor, answer.body);
      if (!answer.body.more) return { ...done, sends: cursor.whole ? false : await endRound(desk, cursor.round) };
    }
  }
}

/** Read how far it has come; what this version can read and the last one could not is asked for again. */
async function readCursor(desk: Desk): Promise<Cursor> {
  const row = await desk.box.read(['meta'], cursorRow);
  if (row.skipped === undefined || row.skipped === desk.outside.version) return row;
  await startAgain(desk, row);
  return desk.box.read(['meta'], cursorRow);
}

const askPage = (desk: Desk, { value }: Cursor): Promise<Answer<Page>> =>
  ask<Page>(
    desk,
    `/v1/sync/pull?limit=${PAGE}${value === undefined ? '' : `&cursor=${encodeURIComponent(value)}`}`,
    undefined,
    ({ changes, cursor }) => Array.isArray(changes) && typeof cursor === 'string' && changes.every(isChange),
  );

const isChange = (one: Change): boolean => typeof one?.kind === 'string' && ID.test(one.id) && Number.isSafeInteger(one.revision);

/** The server has forgotten that cursor: everything is downloaded once more. What waits to be sent is not touched. */
const startAgain = ({ box }: Desk, { round }: Cursor): Promise<void> =>
  box.write(['meta'], async (t) => void t.objectStore('meta').put({ key: 'cursor', round: round + 1 } satisfies Cursor));

async function takePage(desk: Desk, before: Cursor, page: Page): Promise<void> {
  const opening = await Promise.allSettled(page.changes.map((change) => arrive(desk, change)));
  const arriving = opening.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const { skipped: _, ...rest } = before;
  const skipped = arriving.length < opening.length ? desk.outside.version : before.skipped;
  const after: Cursor = { ...rest, value: page.cursor, ...(skipped !== undefined && { skipped }) };
  const shown = await desk.box.write(['entity', 'op', 'meta'], async (t) => {
    await sameWorker(t, desk.vault.workerId);
    const now = await cursorRow(t);
    if (now.value !== before.value || now.round !== before.round) return []; // another tab was here first
    const waiting = new Set((await waitingOps(t)).map(({ id }) => id));
    const written: string[] = [];
    for (const row of arriving) if (await write(t, row, before.round, waiting, desk.outside.now())) written.push(row.id);
    t.objectStore('meta').put(after);
    return written;
  });
  if (shown.length) await desk.store.announce(shown);
}

/** Seal a change as this phone keeps rows. */
async function arrive(desk: Desk, change: Change): Promise<Arriving> {
  const { vault } = desk;
  const { kind, id, revision } = change;
  if (!isWireKind(kind)) throw new Error('newer');
  const sealed = await vault.seal(kind, id, await fromWire(vault, change));
  return { id, kind, revision, sealed, bare: !change.removed && change.sealed === null && (await hasSecrets(desk, kind, id)) };
}

/** Tell whether the row here has what only its owner may read: a note, clock times. */
async function hasSecrets({ box, vault }: Desk, kind: WireKind, id: string): Promise<boolean> {
  const here = await box.read(['entity'], (t) => entityOf(t, id));
  if (here?.kind !== kind) return false;
  const body = (await vault.open(kind, id, here.sealed).catch(() => null)) as Fields | null;
  return body !== null && Object.keys(split(kind, body).secret).length > 0;
}

/** Write a row, unless it waits to be sent or is here already; tell whether there is something new to show. */
async function write(t: IDBTransaction, row: Arriving, round: number, waiting: Set<string>, now: number): Promise<boolean> {
  const { id, kind, revision, sealed, bare } = row;
  const entity = t.objectStore('entity');
  const here = await entityOf(t, id);
  if (here && here.kind !== kind) return false; // no row becomes one of another kind
  if (here && (waiting.has(id) || revision <= (here.known ?? 0))) {
    if (here.round !== round) entity.put({ ...here, round } satisfies Entity);
    return false;
  }
  if (here && bare) keepAside(t, here, now); // what was sealed is nowhere else
  const rev = Math.max(revision, (here?.rev ?? 0) + 1); // on this phone it only ever rises
  entity.put({ id, kind, rev, sealed, known: revision, round } satisfies Entity);
  return true;
}

/** A download from the start has ended: what the server did not have is sent to it again, links first. */
async function endRound(desk: Desk, round: number): Promise<boolean> {
  const rows = await unseen(desk, round);
  const opening = rows.map(async (row) => ({ row, body: await desk.vault.open(row.kind, row.id, row.sealed) }));
  const opened = (await Promise.allSettled(opening)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const count = await desk.box.write(['entity', 'op', 'meta'], async (t) => {
    await sameWorker(t, desk.vault.workerId);
    const waiting = new Set((await waitingOps(t)).map(({ id }) => id));
    let added = 0;
    for (const { row, body } of opened) {
      const { id, kind, rev, sealed } = row;
      if (waiting.has(id) || (await entityOf(t, id))?.rev !== rev) continue;
      await add(t, { kind: `${kind}.${body === null ? 'delete' : 'put'}`, id, base: rev - 1, sealed, was: sealed });
      added += 1;
    }
    t.objectStore('meta').put({ ...(await cursorRow(t)), whole: true } satisfies Cursor);
    return added;
  });
  if (count) await desk.store.announce(opened.map(({ row }) => row.id));
  return count > 0;
}

/** List the rows that a whole download has not had and that do not wait to be sent. */
async function unseen({ box }: Desk, round: number): Promise<Entity[]> {
  const rows = await box.read(['entity', 'op'], async (t) => {
    const waiting = new Set((await waitingOps(t)).map(({ id }) => id));
    const all = await allEntities(t);
    return all.filter((row) => row.kind !== 'profile' && row.round !== round && !waiting.has(row.id));
  });
  const place = ({ kind }: Entity) => (FIRST_KINDS.includes(kind) ? FIRST_KINDS.indexOf(kind) : FIRST_KINDS.length);
  return rows.sort((one, two) => place(one) - place(two) || (one.id < two.id ? -1 : 1));
}
