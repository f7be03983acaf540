/** Whether this browser can seal at all. Where it cannot, nothing is sent: there is no other way out. */
import { pairOf } from './hkdf';

/**
 * `webcrypto`: the browser has none here (an old one, or a page without https); `wasm`: WebAssembly is missing, blocked
 * or did not load; `failing`: they are there and do not do what they should.
 */
export type Missing = 'webcrypto' | 'wasm' | 'failing';

/** Try everything once that sealing needs. */
export async function canSeal(): Promise<'yes' | Missing> {
  if (!globalThis.crypto?.subtle || !globalThis.crypto.getRandomValues) return 'webcrypto';
  if (typeof WebAssembly !== 'object') return 'wasm';
  if (!(await hashes())) return 'wasm';
  return (await seals().catch(() => false)) ? 'yes' : 'failing';
}

/** A small Argon2id whose answer argon2-cffi gave. */
async function hashes(): Promise<boolean> {
  try {
    const { argon2id } = await import('./argon2');
    const cost = { memorySize: 8, iterations: 1, parallelism: 1, hashLength: 8, outputType: 'hex' as const };
    return (await argon2id({ password: 'gongyou', salt: 'gongyou/1', ...cost })) === '13750b2eaa3a4c72';
  } catch {
    return false;
  }
}

/** Derive, seal and open once, and see that what comes out is not what went in. */
async function seals(): Promise<boolean> {
  const [plain, key] = await pairOf(new Uint8Array(32), 'auth', 'wrap');
  const how = { name: 'AES-GCM', iv: crypto.getRandomValues(new Uint8Array(12)) };
  const closed = new Uint8Array(await crypto.subtle.encrypt(how, key, plain));
  const again = new Uint8Array(await crypto.subtle.decrypt(how, key, closed));
  const differs = plain.some((byte, at) => byte !== closed[at]);
  return differs && closed.length === 48 && again.length === 32 && plain.every((byte, at) => byte === again[at]);
}
