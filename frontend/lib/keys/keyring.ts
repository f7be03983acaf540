/** The worker's own keys towards others: one signs, one opens. Sealed with the vault key; the public halves are in clear. */
import type { Bytes, Vault } from '../store/vault';
import { fromBase64, toBase64 } from './base64';
import { KeysProblem, sealing } from './problem';

const AGE_SECRET = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;

/** As it is sealed. */
export interface Keyring {
  ed25519: string; // seed, 32 bytes in base64
  age: string; // AGE-SECRET-KEY-1…
}

export interface PublicHalves {
  signKey: Bytes; // Ed25519, 32 bytes
  ageRecipient: string; // age1…
}

const age = () => import('./age');

export const newKeyring = (): Promise<Keyring> =>
  sealing(async () => {
    const seed = crypto.getRandomValues(new Uint8Array(32));
    return { ed25519: toBase64(seed), age: await (await age()).generateX25519Identity() };
  });

export const publicHalves = (keyring: Keyring): Promise<PublicHalves> =>
  sealing(async () => {
    const { ed25519, identityToRecipient } = await age();
    const signKey = new Uint8Array(ed25519.getPublicKey(fromBase64(keyring.ed25519)));
    return { signKey, ageRecipient: await identityToRecipient(keyring.age) };
  });

export const sealKeyring = ({ ed25519, age }: Keyring, vault: Vault): Promise<Bytes> =>
  sealing(() => vault.seal('keyring', vault.workerId, { ed25519, age }));

/** Open what the service kept; rejects with `wrong-key` when it is another worker's, was changed, or is no keyring. */
export async function openKeyring(sealed: Bytes, vault: Vault): Promise<Keyring> {
  try {
    const { ed25519, age } = (await vault.open('keyring', vault.workerId, sealed)) as Keyring;
    if (fromBase64(ed25519).length !== 32 || !AGE_SECRET.test(age)) throw new TypeError('no keyring');
    return { ed25519, age };
  } catch (cause) {
    throw new KeysProblem('wrong-key', { cause });
  }
}
