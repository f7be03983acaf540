/**
 * Who is at the desk, what is asked of them, and when it locks. Powers end by the service's rule (docs/accounts.md): 30
 * idle minutes, 12 hours at most. The page behind a lock is hidden and stays as it is, for whoever comes back.
 */
import { effect, signal } from '@preact/signals';
import { accountApi, answered, Refused } from '../../lib/account/api';
import type { OwnAccount } from '../../lib/account/wire';
import { now } from '../../lib/clock';

/**
 * `asking`: who this is, is being asked; `unreachable`: and could not be. `out`: name and passphrase; `code`: the
 * authenticator's; `enrol`: there is none yet; `no-desk`: an account without a role.
 */
export type Standing = 'asking' | 'unreachable' | 'out' | 'code' | 'enrol' | 'no-desk' | 'in';

export const standing = signal<Standing>('asking');
export const account = signal<OwnAccount | undefined>(undefined);

/** Why name and passphrase are asked for, where that is not plain: a session was over, or an authenticator is to be made. */
export const why = signal<'over' | 'enrol' | undefined>(undefined);

/** The desk was open before the code was asked for. */
export const openBefore = signal(false);

const MINUTE = 60_000; // ms
const IDLE = 30 * MINUTE;
const MOST = 12 * 60 * MINUTE;
const STIRRED = 5 * MINUTE; // of reading without a request, after which a key or a tap counts as use

const times = signal<{ usedAt: number; givenAt?: number }>({ usedAt: 0 }); // ms since 1970
let proof: string | undefined; // by passphrase, from sign-in until an authenticator has been begun

/** Tell how many minutes are left until it locks; 0: now. */
export function minutesLeft(at: number = now()): number {
  const { usedAt } = times.value;
  return Math.max(0, Math.ceil((Math.min(usedAt + IDLE, powersUntil()) - at) / MINUTE));
}

function powersUntil(): number {
  const { usedAt, givenAt } = times.value;
  return (givenAt ?? usedAt) + MOST;
}

/** Tell whether a key or a tap would put the lock off: not once the powers themselves end. */
export const useHelps = (): boolean => times.value.usedAt + IDLE < powersUntil();

/** The service has just answered somebody with powers. */
export function used(): void {
  times.value = { ...times.value, usedAt: now() };
}

/** Take what the service says of the account, and go on from there. */
export function take(own: OwnAccount, proved?: string): void {
  if (account.value && account.value.worker_id !== own.worker_id) return location.reload(); // nothing of the one before stays
  account.value = own;
  proof = proved;
  why.value = undefined;
  if (own.second_factor === 'given') used();
  if (!own.roles.length) standing.value = 'no-desk';
  else if (own.second_factor === 'given') open();
  else if (own.second_factor === 'asked') standing.value = 'code';
  else if (proof) standing.value = 'enrol';
  else askForName('enrol'); // a secret is shown only to who has just given the passphrase
}

function open(): void {
  openBefore.value = true;
  standing.value = 'in';
}

/** The same, once a code was taken. */
export function entered(own: OwnAccount): void {
  times.value = { usedAt: now(), givenAt: now() };
  take(own);
}

/** Give the proof by passphrase, once. */
export function spendProof(): string | undefined {
  const spent = proof;
  proof = undefined;
  return spent;
}

export function askForName(reason?: 'over' | 'enrol'): void {
  why.value = reason;
  standing.value = 'out';
}

/** Ask the service who is signed in; rejects with `Refused` where no answer comes. */
export async function look(): Promise<void> {
  try {
    take(await accountApi().account());
  } catch (problem) {
    if ((problem as Refused).code !== 'signed-out') throw problem;
    askForName(account.value && 'over');
  }
}

/** Begin: find out who is here. */
export async function begin(): Promise<void> {
  standing.value = 'asking';
  await look().catch(() => (standing.value = 'unreachable'));
}

/** Hear that a request was refused; true once it is worth making again, because whoever asks has come back. */
export async function lost(problem: unknown): Promise<boolean> {
  const { code } = problem as Partial<Refused>;
  if (code !== 'signed-out' && code !== 'not-found') return false;
  await look(); // the powers may be over; or the thing is not there, and nothing else
  if (standing.value === 'in') return code === 'signed-out'; // another tab has begun a newer session
  return new Promise((back) => {
    const stop = effect(() => {
      if (standing.value === 'in') queueMicrotask(() => (stop(), back(true)));
    });
  });
}

/** End the session. Rejects where the service could not be reached. */
export async function endSession(): Promise<void> {
  await answered((...asking) => fetch(...asking), 'POST', '/v1/sessions/end', {}).catch((problem: Refused) => {
    if (problem.code !== 'signed-out') throw problem; // it is over already
  });
}

/** The same, and begin a page that knows nothing of it, in every tab of this browser. */
export async function signOut(): Promise<void> {
  await endSession();
  tabs?.postMessage(OUT);
  leave();
}

const OUT = 'signed-out';
let tabs: BroadcastChannel | undefined; // the desk's other tabs, while there is a watch; older browsers have none

function leave(): void {
  history.replaceState(null, '', '/desk');
  location.reload();
}

/** Leave when another tab signs out: their session is one. Who stands at the door with nothing behind it stays there. */
function heed(): () => void {
  if (!globalThis.BroadcastChannel) return () => undefined;
  const channel = new BroadcastChannel('gongyou.desk');
  channel.onmessage = ({ data }) => void (data === OUT && account.value && leave());
  tabs = channel;
  return () => {
    channel.close();
    tabs = undefined;
  };
}

/** Lock when it is time, count a key, a tap or scrolling as use, and hear other tabs. Give back what stops it. */
export function keepWatch(): () => void {
  const check = () => {
    if (standing.value === 'in' && minutesLeft() === 0) standing.value = 'code';
  };
  const stirred = () => {
    check();
    if (standing.value !== 'in' || now() - times.value.usedAt < STIRRED) return;
    used(); // once for all that stir meanwhile; the service has its own clock
    look().catch(() => undefined);
  };
  const every = setInterval(check, MINUTE / 6);
  const deaf = heed();
  const stirring = ['pointerdown', 'keydown', 'scroll'] as const;
  for (const kind of stirring) addEventListener(kind, stirred, { passive: true, capture: true });
  document.addEventListener('visibilitychange', check);
  return () => {
    clearInterval(every);
    deaf();
    for (const kind of stirring) removeEventListener(kind, stirred, { capture: true });
    document.removeEventListener('visibilitychange', check);
  };
}
