/** The phone's first open: keys and ids, made once. */
import { uuidv7 } from '../uuid';
import { answer, type Database } from './database';
import type { Identity } from './identity';
import { newPair } from './reserve';
import { unwrap, Vault, type WrappedKey } from './vault';

/** Make the phone's identity, or take the one that another tab made meanwhile. */
export async function makeIdentity(box: Database): Promise<Identity> {
  const made = await make();
  return box.write(['meta'], async (t) => {
    const meta = t.objectStore('meta');
    const first = await answer<Identity | undefined>(meta.get('identity'));
    if (!first) meta.put(made);
    return first ?? made;
  });
}

async function make(): Promise<Identity> {
  const [wrapped, pair] = await Promise.all([newKey(), newPair()]);
  const ids = { worker_id: uuidv7(), device_id: uuidv7() };
  const vault = new Vault(await unwrap(wrapped), ids.worker_id);
  const sealed = await vault.seal('pair', ids.device_id, pair.secret);
  return { key: 'identity', ...wrapped, ...ids, pair: { open: pair.open, sealed } };
}

/** Make a vault key and return it as it is stored. */
async function newKey(): Promise<WrappedKey> {
  const device = await crypto.subtle.generateKey({ name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  return { device, wrapped: new Uint8Array(await crypto.subtle.wrapKey('raw', key, device, 'AES-KW')) };
}
