/** Bytes in JSON (docs/accounts.md): base64 with its padding. */
import type { Bytes } from '../store/vault';

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Read base64; throws when it is none. */
export const fromBase64 = (line: string): Bytes => Uint8Array.from(atob(line), (letter) => letter.charCodeAt(0));
