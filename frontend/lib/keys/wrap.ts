/** The vault key on its way to the service and back: wrapped by what only the worker knows. */
import { Vault, type Bytes, type WrappedKey } from '../store/vault';
import { KeysProblem, sealing } from './problem';

export type WrappedBy = 'passphrase' | 'phrase';

const SHAPE = 1;
const AES = { name: 'AES-GCM', length: 256 };

const how = (iv: Bytes, by: WrappedBy, workerId: string): AesGcmParams => {
  const names = ['gongyou/1', 'vault', by, workerId, workerId, SHAPE];
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(JSON.stringify(names)) };
};

/** Wrap the vault key (32 bytes) so that it opens only as this worker's and by this means; 61 bytes. */
export const wrapVault = (rawKey: Bytes, wrapKey: CryptoKey, by: WrappedBy, workerId: string): Promise<Bytes> =>
  sealing(async () => {
    if (rawKey.length !== 32) throw new RangeError('a vault key has 32 bytes');
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const closed = new Uint8Array(await crypto.subtle.encrypt(how(iv, by, workerId), wrapKey, rawKey));
    return new Uint8Array([SHAPE, ...iv, ...closed]);
  });

/** Unwrap the vault key; rejects with `wrong-key`. */
export async function unwrapVault(
  wrapped: Bytes,
  wrapKey: CryptoKey,
  by: WrappedBy,
  workerId: string,
): Promise<Bytes> {
  try {
    if (wrapped.length !== 61 || wrapped[0] !== SHAPE) throw new RangeError('not a wrapped vault key');
    const iv = wrapped.slice(1, 13);
    return new Uint8Array(await crypto.subtle.decrypt(how(iv, by, workerId), wrapKey, wrapped.slice(13)));
  } catch (cause) {
    throw new KeysProblem('wrong-key', { cause });
  }
}

/** Read out this phone's vault key, to wrap it for the service. */
export const rawKeyOf = ({ device, wrapped }: WrappedKey): Promise<Bytes> =>
  sealing(async () => {
    const key = await crypto.subtle.unwrapKey('raw', wrapped, device, 'AES-KW', AES, true, ['encrypt', 'decrypt']);
    return new Uint8Array(await crypto.subtle.exportKey('raw', key));
  });

/** Make a vault of a key that came from the service; it can seal and open, and not be read out again. */
export const vaultOf = (rawKey: Bytes, workerId: string): Promise<Vault> =>
  sealing(async () => {
    const key = await crypto.subtle.importKey('raw', rawKey, AES, false, ['encrypt', 'decrypt']);
    return new Vault(key, workerId);
  });

/** Wrap a vault key by a new device key, as the box keeps it. */
export const keptKeyOf = (rawKey: Bytes): Promise<WrappedKey> =>
  sealing(async () => {
    const kw = { name: 'AES-KW', length: 256 };
    const device = await crypto.subtle.generateKey(kw, false, ['wrapKey', 'unwrapKey']);
    const key = await crypto.subtle.importKey('raw', rawKey, AES, true, ['encrypt', 'decrypt']);
    return { device, wrapped: new Uint8Array(await crypto.subtle.wrapKey('raw', key, device, 'AES-KW')) };
  });
