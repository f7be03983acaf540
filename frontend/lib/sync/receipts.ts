/** Proving that the copy is whole: what the server says it holds, beside what this phone has. */
import { ask } from './asking';
import type { Desk } from './desk';
import { allEntities, waitingOps } from './rows';

interface Receipt {
  counts: Record<string, number>; // rows that are not removed, by kind
  change: number; // the last change's number
  digest: string; // SHA-256 over "id revision\n", sorted by id
  at: string;
}

export interface Compared {
  there: Receipt['counts'];
  here: Receipt['counts']; // of what this phone knows to be there
  same: boolean; // the copy is whole
  waiting: number; // changes on their way; until they are there the two differ
  at: number; // ms since 1970
  change: number;
  digest: string;
}

/** Ask the server what it holds and compare; rejects when there is no answer. */
export async function compareReceipt(desk: Desk): Promise<Compared> {
  const answer = await ask<Receipt>(desk, '/v1/sync/receipt', undefined, ({ counts, digest }) => Boolean(counts) && typeof digest === 'string');
  if (answer.is !== 'ok') throw new Error('no answer');
  const { counts: there, change, digest, at } = answer.body;
  const mine = await holding(desk);
  return { there, here: mine.counts, same: digest === mine.digest, waiting: mine.waiting, at: Date.parse(at), change, digest };
}

/** Work out the same of what this phone knows to be on the server. */
async function holding({ box, vault }: Desk): Promise<Pick<Receipt, 'counts' | 'digest'> & { waiting: number }> {
  const [rows, ops] = await box.read(['entity', 'op'], (t) => Promise.all([allEntities(t), waitingOps(t)]));
  const sent = rows.filter(({ known }) => known !== undefined);
  const opened = await Promise.all(sent.map(({ kind, id, sealed }) => vault.open(kind, id, sealed).catch(() => undefined)));
  const there = sent.filter((_, at) => opened[at] !== null).sort((one, two) => (one.id < two.id ? -1 : 1));
  const counts: Receipt['counts'] = {};
  for (const { kind } of there) counts[kind] = (counts[kind] ?? 0) + 1;
  const lines = there.map(({ id, known }) => `${id} ${known}\n`).join('');
  return { counts, digest: await sha256(lines), waiting: ops.length };
}

async function sha256(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
