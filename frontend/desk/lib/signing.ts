/** Signing in at the desk: keys are derived here, the passphrase leaves nowhere and is not kept (docs/accounts.md). */
import { accountApi, Refused } from '../../lib/account/api';
import type { Secret, ThisDevice } from '../../lib/account/wire';
import { fromBase64, toBase64 } from '../../lib/keys/base64';
import { deriveKeys } from '../../lib/keys/derive';
import { canSeal } from '../../lib/keys/missing';
import { uuidv7 } from '../../lib/uuid';
import { keep, kept } from './kept';
import { notebookOwner } from './notebook';
import { endSession, entered, spendProof, take } from './session';

/** Sign in by name and passphrase. */
export async function signIn(handle: string, passphrase: string): Promise<void> {
  if ((await canSeal()) !== 'yes') throw new Refused('cannot-seal');
  const api = accountApi();
  const owner = notebookOwner();
  const { salt } = await api.salt(handle);
  const { authKey } = await deriveKeys(passphrase, fromBase64(salt));
  const proof = toBase64(authKey);
  const { worker_id } = await api.signIn(handle, proof, browser());
  if (((await owner) ?? worker_id) !== worker_id) {
    await endSession();
    throw new Refused('somebodys-notebook');
  }
  const own = await api.account();
  take(own, own.second_factor === 'given' || own.second_factor === 'asked' ? undefined : proof);
}

/** Give a code of the authenticator. */
export async function giveCode(code: string): Promise<void> {
  entered(await accountApi().giveFactor(code));
}

/** Begin an authenticator: its secret, which is shown once. */
export async function beginFactor(): Promise<Secret> {
  const proof = spendProof();
  if (!proof) throw new Refused('signed-out');
  return accountApi().newFactor(proof);
}

/** Give the first code of a new authenticator. */
export async function confirmFactor(code: string): Promise<void> {
  entered(await accountApi().confirmFactor(code));
}

/**
 * This browser, as the service knows it again. It lies open in localStorage: it opens nothing and proves nobody. All it
 * gives is a throttle of its own, so that whoever guesses at a name from elsewhere cannot lock this desk out.
 */
function browser(): ThisDevice {
  const found = known(kept('browser'));
  if (found) return found;
  const made = { device_id: uuidv7(), device_key: toBase64(crypto.getRandomValues(new Uint8Array(32))) };
  keep('browser', JSON.stringify(made));
  return made;
}

function known(line: string | null): ThisDevice | undefined {
  try {
    const { device_id, device_key } = JSON.parse(line ?? '{}') as Partial<ThisDevice>;
    return device_id && device_key ? { device_id, device_key } : undefined;
  } catch {
    return undefined; // somebody else wrote there
  }
}
