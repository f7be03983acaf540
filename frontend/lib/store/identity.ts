/** Who this phone is to itself: its vault key, its ids, the pair of its reserve. */
import { answer, type Database } from './database';
import type { Loss } from './loss';
import { StoreProblem } from './problem';
import { unwrap, Vault, type Bytes, type WrappedKey } from './vault';

/** How it is stored; made once, in one transaction. */
export interface Identity extends WrappedKey {
  key: 'identity';
  worker_id: string; // becomes the account's
  device_id: string;
  pair: { open: string; sealed: Bytes };
}

/** What the box says about itself. */
export interface Meta {
  identity?: Identity;
  seq?: { value: number }; // the highest number ever allotted
  loss?: Loss; // not acknowledged yet
  account?: { sealed: Bytes }; // of which this phone is one (docs/accounts.md)
}

export interface Unlocked {
  vault: Vault;
  device_id: string;
  secret: string; // opens what is kept in reserve
}

/** Refuse to write what was sealed for somebody else: another tab has signed in to an account, or erased everything. */
export async function sameWorker(t: IDBTransaction, worker: string): Promise<void> {
  const found = await answer<Identity | undefined>(t.objectStore('meta').get('identity'));
  if (found?.worker_id !== worker) throw new StoreProblem('unavailable'); // so it goes into reserve until it is known
}

/** Read all of `meta` at once. */
export const readMeta = (box: Database): Promise<Meta> =>
  box.read(['meta'], async (t) => {
    const rows = await answer<{ key: string }[]>(t.objectStore('meta').getAll());
    return Object.fromEntries(rows.map((row) => [row.key, row])) as Meta;
  });

export async function unlock(found: Identity): Promise<Unlocked> {
  const vault = new Vault(await unwrap(found), found.worker_id);
  const secret = (await vault.open('pair', found.device_id, found.pair.sealed)) as string;
  return { vault, device_id: found.device_id, secret };
}
