/**
 * The backup file: one age file (age-encryption.org/v1) sealed to a passphrase, which any age tool opens; inside it
 * JSON. Loaded only when it is asked for.
 */
import { Decrypter, Encrypter } from '../keys/age';

import { now } from '../clock';
import type { Kind } from '../records';
import { store } from '../store';
import type { Stored } from '../store/ledger';
import type { Store } from '../store/store';
import { canonical } from './passphrase';
import { merge, type Restored } from './merge';

export { newPassphrase } from './passphrase';
export type { Restored } from './merge';

const FORMAT = 'gongyou-backup/1';
const WORK = 15; // scrypt with N = 2^15: 0.2 s and 32 MiB here, about 1.2 s on a phone six times slower
const HARDEST = 17; // a file that asks for more would freeze or crash a cheap phone

/**
 * Why a file was not read: `foreign` no passphrase-sealed age file; `costly` its work factor is beyond a phone;
 * `passphrase` it does not fit; `damaged` cut short or changed; `newer` written by a newer version of the app.
 */
export type BackupCode = 'foreign' | 'costly' | 'passphrase' | 'damaged' | 'newer';

export class BackupProblem extends Error {
  constructor(readonly code: BackupCode) {
    super(code);
    this.name = 'BackupProblem';
  }
}

/** What is inside the file. */
export interface Backup {
  format: string;
  made_at: string; // ISO 8601, UTC
  worker_id: string | null;
  counts: Partial<Record<Kind, number>>; // rows that are not removed
  rows: Stored[];
  ops: number; // changes that were on that phone only
  server?: unknown; // every row that the server has of the worker, as it told; for reading, never restored
}

export interface Exported {
  file: Uint8Array<ArrayBuffer>;
  counts: Backup['counts'];
  complete: boolean; // false: some rows could not be read
}

/** Write everything that this phone has into one sealed file, with what the server said that it has. */
export async function exportBackup(passphrase: string, from: Store = store, server?: unknown): Promise<Exported> {
  const rows = await from.everything();
  const { loaded, unreadable, unsent } = from.state.value;
  const counts = count(rows);
  const made_at = new Date(now()).toISOString();
  const worker_id = (await from.opened())?.vault.workerId ?? null;
  const backup: Backup = { format: FORMAT, made_at, worker_id, counts, rows, ops: unsent, ...(server !== undefined && { server }) };
  const encrypter = new Encrypter();
  encrypter.setPassphrase(canonical(passphrase));
  encrypter.setScryptWorkFactor(WORK);
  const file = new Uint8Array(await encrypter.encrypt(JSON.stringify(backup)));
  return { file, counts, complete: loaded && !unreadable };
}

/** Open a backup file; rejects with BackupProblem. */
export async function readBackup(file: Uint8Array, passphrase: string): Promise<Backup> {
  const head = new TextDecoder().decode(file.subarray(0, 100));
  const work = /^age-encryption\.org\/v1\n-> scrypt \S+ (\d+)\n/.exec(head)?.[1];
  if (!work) throw new BackupProblem('foreign');
  if (Number(work) > HARDEST) throw new BackupProblem('costly');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(canonical(passphrase));
  const text = await decrypter.decrypt(file, 'text').catch((error: Error) => {
    throw new BackupProblem(error.message.startsWith('no identity matched') ? 'passphrase' : 'damaged');
  });
  return checked(text);
}

/** Merge a backup into this phone, sealed under this phone's key: the higher revision of a row wins. */
export const restoreBackup = (backup: Backup, into: Store = store): Promise<Restored> => merge(backup.rows, into);

/** Count what is not removed, by kind. */
export function count(rows: Stored[]): Backup['counts'] {
  const counts: Backup['counts'] = {};
  for (const { kind, body } of rows) if (body !== null) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const KINDS: Record<Kind, true> = {
  employer: true,
  engagement: true,
  time_entry: true,
  batch: true,
  payment: true,
  deduction: true,
  cost: true,
  period_mark: true,
  profile: true,
  consent: true,
  withdrawal: true,
};

function checked(text: string): Backup {
  let backup: Backup;
  try {
    backup = JSON.parse(text) as Backup;
  } catch {
    throw new BackupProblem('foreign');
  }
  const [name, version] = String(backup?.format).split('/');
  if (name !== 'gongyou-backup') throw new BackupProblem('foreign');
  if (version !== '1') throw new BackupProblem('newer');
  if (!Array.isArray(backup.rows) || !backup.rows.every(isRow)) throw new BackupProblem('damaged');
  return backup;
}

function isRow({ id, kind, rev, body }: Stored): boolean {
  const named = kind === 'profile' ? id === kind : /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  return named && Object.hasOwn(KINDS, kind) && Number.isSafeInteger(rev) && rev > 0 && typeof body === 'object';
}
