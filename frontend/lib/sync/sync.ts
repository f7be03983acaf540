/** The one door to the copy on a server. Loaded behind the form, and only where this phone belongs to an account. */
import { today } from '../clock';
import { lastDay, seen, TEXTS } from '../consents';
import type { Purpose } from '../records';
import { freshPage } from '../route';
import { store } from '../store';
import type { Deletion } from '../store/state';
import { StoreProblem } from '../store/problem';
import { uuidv7 } from '../uuid';
import type { Account } from './account';
import type { Conflict } from './conflicts';
import type { Picks } from './conflict';
import { settling, type Desk } from './desk';
import { Sync } from './engine';
import { appVersion, browserOutside } from './outside';
import type { Preview } from './preview';
import type { Kept } from './rows';
import type { Compared } from './receipts';
import { tryAgain } from './tidy';

export type { Account, Compared, Conflict, Kept, Picks, Preview };
export type { SyncState, Reason, Unsent } from './state';

const outside = browserOutside();
const sync = new Sync(store, outside, () => leavePhone('ordered').then((left) => freshPage({ why: 'ordered', left })));

/** Where everything is; `conflicts` what the worker has to settle; `unsent` what is on this phone only, row by row. */
export const syncState = sync.state;
export const conflicts = sync.conflicts;
export const unsent = sync.unsent;
/** Rows removed elsewhere while they were edited here; for 30 days `recover` brings them back. */
export const removedElsewhere = sync.kept;
/** The account that this phone belongs to; undefined: none, or `start` has not looked yet. */
export const account = sync.account;

/** Begin; once. Where this phone belongs to no account it only waits for one. */
export async function start(): Promise<void> {
  outside.version = await appVersion();
  await sync.start();
  // with an account, its screens are wanted without a network too
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('keep the rest'));
}

/** Send what waits, now; resolves when it was tried, and `syncState` says what became of it. */
export const sendNow = (): Promise<void> => sync.sendNow();

/** Settle a conflict by picking a side for each of its fields; false: the row was edited meanwhile, there is more to pick. */
export async function resolve({ id }: Conflict, picks: Picks): Promise<boolean> {
  const { resolveConflict } = await settling();
  const settled = await resolveConflict(await desk(), id, picks);
  await sync.show();
  void sync.sendNow();
  return settled;
}

/** Send a row again as it is, though it was refused. */
export async function retry(id: string): Promise<void> {
  await tryAgain(await desk(), (op) => op.id === id);
  await sync.sendNow();
}

/** Bring back a row that was removed elsewhere. */
export async function recover(kept: Kept): Promise<void> {
  const { bringBack } = await settling();
  await bringBack(await desk(), kept);
  await sync.show();
}

/** Allow something for a year from today; it is on this phone when this resolves, and sent when there is a network. */
export async function allow(purpose: Purpose, organization_id: string | null = null): Promise<void> {
  const given_on = today();
  const knows = seen(store.rows('withdrawal').value.map(({ body }) => body), purpose, organization_id);
  const body = { purpose, organization_id, text_version: TEXTS[purpose], given_on, until: lastDay(given_on), knows };
  await store.saveAll([{ kind: 'consent', body }]);
  await tryAgain(await desk(), ({ needs }) => needs?.why === 'forbidden');
  void sync.sendNow();
}

/** Take back what was allowed; nothing more is sent from this moment, and the server is told when there is a network. */
export async function withdraw(purpose: Purpose, organization_id: string | null = null): Promise<void> {
  await store.saveAll([{ kind: 'withdrawal', body: { purpose, organization_id, withdrawn_on: today() } }]);
  void sync.sendNow();
}

/** Count what a copy would hold, with an example of each kind as it would travel. Nothing is sent. */
export const preview = async (): Promise<Preview[]> => (await import('./preview')).previewOf(store);

/** Compare what the server holds with this phone, once what is on its way has come; rejects when there is no answer. */
export async function receipt(): Promise<Compared> {
  await sync.sendNow();
  return (await import('./receipts')).compareReceipt(await desk());
}

/** The account was erased: this phone keeps its rows, under a new worker id, and belongs to none. */
export async function forgetAccount(): Promise<void> {
  const { adoptAccount } = await import('./adopt');
  await adoptAccount(store, { workerId: uuidv7(), rawVaultKey: crypto.getRandomValues(new Uint8Array(32)) });
  await sync.show();
}

/**
 * Log out and give the names of what could not be deleted. `sent`: only when nothing waits, or it rejects; `file`,
 * `typed`: the worker has saved what waits, or has typed that it may go.
 */
export async function leave({ how }: { how: 'sent' | 'file' | 'typed' }): Promise<string[]> {
  if (how === 'sent' && store.state.value.unsent) await sync.sendNow();
  if (how === 'sent' && store.state.value.unsent) throw new StoreProblem('stale');
  return leavePhone('elsewhere');
}

async function leavePhone(why: Deletion): Promise<string[]> {
  const { leaving } = await import('./leave');
  return leaving(sync, why);
}

async function desk(): Promise<Desk> {
  const found = await sync.desk();
  if (!found) throw new StoreProblem('unavailable');
  return found;
}

void start();
