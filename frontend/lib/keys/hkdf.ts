/** HKDF-SHA256 (RFC 5869) without salt: one secret, a key for each purpose. */
import type { Bytes } from '../store/vault';

const how = (purpose: string): HkdfParams => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(0),
  info: new TextEncoder().encode(`gongyou/1 ${purpose}`),
});

/** A key to prove something with, and a key to wrap the vault key with; the second cannot be read out. */
export async function pairOf(secret: Bytes, proof: string, wrap: string): Promise<[Bytes, CryptoKey]> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const aes = { name: 'AES-GCM', length: 256 };
  return Promise.all([
    crypto.subtle.deriveBits(how(proof), base, 256).then((bits) => new Uint8Array(bits)),
    crypto.subtle.deriveKey(how(wrap), base, aes, false, ['encrypt', 'decrypt']),
  ]);
}
