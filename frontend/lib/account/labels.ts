/** What a phone is called: sealed on the phone, so that the server reads none of it. */
import { fromBase64, toBase64 } from '../keys/base64';
import { store } from '../store';
import type { Vault } from '../store/vault';
import { Refused } from './api';
import type { Device } from './wire';

/** The name of a device, where it has one that opens. */
export async function labelOf({ device_id, label }: Device): Promise<string | undefined> {
  if (!label) return undefined;
  const vault = await opened();
  const body = await vault.open('device', device_id, fromBase64(label), 'private').catch(() => undefined);
  const name = (body as { label?: unknown } | undefined)?.label;
  return typeof name === 'string' ? name : undefined;
}

export async function sealLabel(deviceId: string, label: string): Promise<string> {
  const vault = await opened();
  return toBase64(await vault.seal('device', deviceId, { label }, 'private'));
}

async function opened(): Promise<Vault> {
  const open = await store.opened();
  if (!open) throw new Refused('cannot-seal');
  return open.vault;
}
