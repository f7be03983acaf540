/**
 * Where saves go while IndexedDB does not answer: sealed to the vault's own public key in localStorage, or, on a phone
 * that never had a store, in memory only. Each save has its own key, so that two tabs cannot overwrite each other.
 */
import { fromBase64, toBase64 } from '../keys/base64';
import { DRAFTS, PUBLIC, SAVES, type Item, type Pocket } from './pocket';
import { padded, parsed, type Bytes } from './vault';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const text = new TextEncoder();


/** Make the pair of keys: the public one for localStorage, the private one to be sealed in the box. */
export async function newPair(): Promise<{ open: string; secret: string }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const [open, secret] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  return { open: toBase64(new Uint8Array(open)), secret: toBase64(new Uint8Array(secret)) };
}

async function shared(mine: CryptoKey, theirs: Bytes, ephemeral: Bytes, use: KeyUsage): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey('raw', theirs, CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, mine, 256);
  const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: text.encode('gongyou/1 reserve') };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, [use]);
}

const how = (name: string) => ({ name: 'AES-GCM', iv: new Uint8Array(12), additionalData: text.encode(name) });

/** Seal to a public key; the key of each message is new, so its IV may be constant. */
async function sealTo(open: string, name: string, value: unknown): Promise<string> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await shared(pair.privateKey, fromBase64(open), ephemeral, 'encrypt');
  const closed = new Uint8Array(await crypto.subtle.encrypt(how(name), key, padded(value)));
  return toBase64(ephemeral) + '.' + toBase64(closed);
}

async function openWith(secret: string, name: string, line: string): Promise<unknown> {
  const [ephemeral, closed] = line.split('.').map(fromBase64) as [Bytes, Bytes];
  const mine = await crypto.subtle.importKey('pkcs8', fromBase64(secret), CURVE, false, ['deriveBits']);
  const key = await shared(mine, ephemeral, ephemeral, 'decrypt');
  return parsed(await crypto.subtle.decrypt(how(name), key, closed));
}

/** Keep changes, all or none; tell whether there was room. Without a public key they stay in memory. */
export async function keepItems(pocket: Pocket, items: Item[]): Promise<boolean> {
  const open = pocket.read(PUBLIC);
  for (const item of open ? items : []) {
    const name = SAVES + item.op_id;
    if (pocket.write(name, await sealTo(open!, name, item))) continue;
    dropItems(pocket, items);
    return false;
  }
  for (const item of items) pocket.items.set(item.op_id, item);
  return true;
}

/** Read everything kept, in the order in which it was made; what no key opens any more is dropped and counted. */
export async function keptItems(pocket: Pocket, secret: string): Promise<{ items: Item[]; lost: number }> {
  const found = new Map(pocket.items);
  let lost = 0;
  for (const name of pocket.names(SAVES)) {
    const item = (await read(pocket, name, secret)) as Item | undefined;
    if (item) found.set(item.op_id, item);
    else {
      lost += 1;
      pocket.write(name);
    }
  }
  return { items: [...found.values()].sort((one, two) => (one.op_id < two.op_id ? -1 : 1)), lost };
}

export function dropItems(pocket: Pocket, items: Item[]): void {
  for (const { op_id } of items) {
    pocket.items.delete(op_id);
    pocket.write(SAVES + op_id);
  }
}

export async function keepDraft(pocket: Pocket, name: string, value: unknown): Promise<void> {
  const open = pocket.read(PUBLIC);
  if (open) pocket.write(DRAFTS + name, await sealTo(open, DRAFTS + name, value));
}

export const keptDraft = (pocket: Pocket, name: string, secret: string): Promise<unknown> =>
  read(pocket, DRAFTS + name, secret);

async function read(pocket: Pocket, name: string, secret: string): Promise<unknown> {
  const line = pocket.read(name);
  return line && openWith(secret, name, line).catch(() => undefined);
}
