/** The account that this phone belongs to, kept sealed in the box. */
import { answer, type Database } from '../store/database';
import { sameWorker } from '../store/identity';
import type { Store } from '../store/store';
import type { Bytes, Vault } from '../store/vault';
import { StoreProblem } from '../store/problem';

export interface Account {
  handle: string;
  device_key: string; // shown at sign-in: this phone is known
  signed_in: boolean;
  pins: string[]; // fingerprints of organizations, from invitations and paper
}

interface Place {
  box: Database;
  vault: Vault;
  device_id: string;
}

export const sealAccount = async (vault: Vault, device_id: string, account: Account): Promise<{ key: 'account'; sealed: Bytes }> => ({
  key: 'account',
  sealed: await vault.seal('account', device_id, account),
});

/** Read the account; undefined: this phone belongs to none. */
export async function readAccount({ box, vault, device_id }: Place): Promise<Account | undefined> {
  const row = await box.read(['meta'], (t) => answer<{ sealed: Bytes } | undefined>(t.objectStore('meta').get('account')));
  return row && ((await vault.open('account', device_id, row.sealed)) as Account);
}

export async function writeAccount({ box, vault, device_id }: Place, account: Account): Promise<void> {
  const row = await sealAccount(vault, device_id, account);
  await box.write(['meta'], async (t) => {
    await sameWorker(t, vault.workerId);
    t.objectStore('meta').put(row);
  });
}

/** Remember the account that was made on this phone: same worker, same key. */
export async function bindAccount(store: Store, account: Account): Promise<void> {
  const opened = await store.opened();
  if (!opened) throw new StoreProblem('unavailable');
  await writeAccount(opened, account);
  await store.reopen();
}
