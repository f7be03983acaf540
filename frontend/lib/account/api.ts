/** Asks the server about accounts: typed calls, what goes wrong as a code. No address ever holds a word of the worker's. */
import type { Device, Erased, Invited, Inviting, NewAccount, NewPassphrase, NewPhrase, OwnAccount, Recovered, Recovering, Secret, SignedIn, ThisDevice, VouchCode, Word } from './wire';

const PATIENCE = 60_000; // ms; on a slow line an answer takes long, but not for ever

/**
 * What the server or the line said instead of an answer. `unreachable`: no answer of ours came back, whether or not
 * the request got there; the same request may be sent again. Any other code is the server's (docs/problems.md).
 */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly seconds?: number, // to wait before asking again
  ) {
    super(code);
    this.name = 'Refused';
  }
}

export type Api = ReturnType<typeof accountApi>;

/** Every call of an account, over a fetch that is given. */
export function accountApi(fetching: typeof fetch = (...asked) => fetch(...asked)) {
  const ask = <T>(method: string, path: string, body?: object): Promise<T> => answered<T>(fetching, method, path, body);
  return {
    salt: (handle: string) => ask<{ salt: string }>('POST', '/v1/accounts/salt', { handle }),
    challenge: () => ask<{ challenge: string; bits: number }>('POST', '/v1/accounts/challenge', {}),
    signUp: (account: NewAccount) => ask<SignedIn>('POST', '/v1/accounts', account),
    signIn: (handle: string, auth_key: string, device: ThisDevice) => ask<SignedIn>('POST', '/v1/sessions', { handle, auth_key, device }),
    openRecovery: (handle: string, recovery_key: string) => ask<Recovered>('POST', '/v1/recovery/open', { handle, recovery_key }),
    recover: (all: Recovering) => ask<SignedIn>('POST', '/v1/recovery', all),
    account: () => ask<OwnAccount>('GET', '/v1/account'),
    changePassphrase: (auth_key: string, next: NewPassphrase) => ask<unknown>('POST', '/v1/account/passphrase', { auth_key, new: next }),
    changePhrase: (auth_key: string, next: NewPhrase) => ask<unknown>('POST', '/v1/account/phrase', { auth_key, new: next }),
    export: () => ask<unknown>('GET', '/v1/account/export'),
    erase: (auth_key: string) => ask<Erased>('POST', '/v1/account/erase', { auth_key }),
    devices: () => ask<Device[]>('GET', '/v1/devices'),
    nameDevice: (id: string, label: string) => ask<unknown>('PUT', `/v1/devices/${id}/label`, { label }),
    signOutDevice: (id: string, auth_key: string) => ask<unknown>('POST', `/v1/devices/${id}/sign-out`, { auth_key }),
    endOthers: () => ask<unknown>('POST', '/v1/sessions/end', { everywhere: true }),
    newFactor: (auth_key: string) => ask<Secret>('POST', '/v1/account/totp', { auth_key }),
    confirmFactor: (code: string) => ask<OwnAccount>('POST', '/v1/account/totp/confirm', { code }),
    giveFactor: (code: string) => ask<OwnAccount>('POST', '/v1/sessions/second-factor', { code }),
    vouchCode: () => ask<VouchCode>('POST', '/v1/account/vouch-code', {}),
    vouch: (code: string) => ask<Word>('POST', '/v1/vouches', { code }),
    invite: (whom: Inviting) => ask<Invited>('POST', '/v1/invitations', whom),
  };
}

/** Make one request; reject with `Refused`. */
export async function answered<T>(fetching: typeof fetch, method: string, path: string, body?: object): Promise<T> {
  const headers: Record<string, string> = { 'X-Gongyou': '1', ...(body && { 'Content-Type': 'application/json' }) };
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const how: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: stop.signal };
    const answer = await fetching(path, body ? { ...how, body: JSON.stringify(body) } : how);
    const said = (await readJson(answer)) as T & { code?: string };
    if (answer.ok) return said;
    throw new Refused(said.code ?? 'unreachable', waitOf(answer));
  } catch (problem) {
    throw problem instanceof Refused ? problem : new Refused('unreachable');
  } finally {
    clearTimeout(timer);
  }
}

/** Read an answer of ours; a portal's page or cut JSON is no answer. */
async function readJson(answer: Response): Promise<unknown> {
  if (answer.status === 204) return {};
  if (!answer.headers.get('content-type')?.includes('json')) throw new Refused('unreachable');
  return answer.json();
}

function waitOf(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get('retry-after'));
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
