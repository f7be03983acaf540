import { expect, test } from 'vitest';

import { aPhone, stored } from '../store/a-phone';
import type { Identity } from '../store/identity';
import { padded, unwrap, Vault, type Bytes } from '../store/vault';
import { newKeyring, openKeyring, publicHalves, sealKeyring } from './keyring';
import { phraseKeys } from './phrase';
import { keptKeyOf, rawKeyOf, unwrapVault, vaultOf, wrapVault } from './wrap';

const WORKER = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';
const raw = crypto.getRandomValues(new Uint8Array(32));
const changed = (bytes: Bytes, at: number): Bytes => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const aWrapKey = async (byte = 1) => (await phraseKeys(new Uint8Array(16).fill(byte))).wrapKey;

test('a wrapped vault key has 61 bytes, is another each time, and unwraps', async () => {
  const key = await aWrapKey();

  const [one, other] = [await wrapVault(raw, key, 'phrase', WORKER), await wrapVault(raw, key, 'phrase', WORKER)];

  expect(one).toHaveLength(61);
  expect(other).not.toEqual(one);
  expect(await unwrapVault(one, key, 'phrase', WORKER)).toEqual(raw);
});

test('a wrapped vault key opens only with its key, for its worker, by its means, and whole', async () => {
  const key = await aWrapKey();
  const wrapped = await wrapVault(raw, key, 'phrase', WORKER);
  const other = await aWrapKey(2);
  const spoilt = [wrapped.slice(0, 60), new Uint8Array(0), ...Array.from(wrapped, (_, at) => changed(wrapped, at))];
  const tries = [
    () => unwrapVault(wrapped, other, 'phrase', WORKER),
    () => unwrapVault(wrapped, key, 'passphrase', WORKER),
    () => unwrapVault(wrapped, key, 'phrase', OTHER),
    ...spoilt.map((one) => () => unwrapVault(one, key, 'phrase', WORKER)),
  ];

  for (const open of tries) await expect(open()).rejects.toMatchObject({ code: 'wrong-key' });
});

test('a vault key of another length is not wrapped', async () => {
  await expect(wrapVault(raw.slice(1), await aWrapKey(), 'phrase', WORKER)).rejects.toMatchObject({ code: 'cannot-seal' });
});

test('the key of a phone opens on another what the first one sealed', async () => {
  const phone = aPhone();
  const opened = (await phone.tab().opened())!;
  const identity = (await stored<Identity | { key: string }>(phone, 'meta')).find(({ key }) => key === 'identity') as Identity;
  const sealed = await opened.vault.seal('payment', WORKER, { payer: '张三' }, 'private');

  const key = await rawKeyOf(identity);
  const vault = await vaultOf(key, identity.worker_id);

  expect(key).toHaveLength(32);
  expect(await vault.open('payment', WORKER, sealed, 'private')).toEqual({ payer: '张三' });
});

test('a key that came from the service is kept as one that was made here, and cannot be read out of the vault', async () => {
  const kept = await keptKeyOf(raw);
  const vault = new Vault(await unwrap(kept), WORKER);
  const sealed = await (await vaultOf(raw, WORKER)).seal('time_entry', OTHER, 'x');

  expect(await vault.open('time_entry', OTHER, sealed)).toBe('x');
  expect(await rawKeyOf(kept)).toEqual(raw);
  expect(kept.device.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', kept.device)).rejects.toThrow();
  await expect(crypto.subtle.exportKey('raw', (vault as unknown as { key: CryptoKey }).key)).rejects.toThrow();
});

test('what travels has one of four lengths, what stays has its own', async () => {
  const vault = await vaultOf(raw, WORKER);
  const long = (length: number) => 'x'.repeat(length - 2); // two quotes
  const room = async (length: number, field?: string) => (await vault.seal('batch', WORKER, long(length), field)).length - 29;

  for (const [length, size] of [[2, 256], [256, 256], [257, 1024], [1025, 4096], [4097, 16_000], [16_000, 16_000]] as const) {
    expect(await room(length, 'private'), String(length)).toBe(size);
  }
  expect([await room(257), await room(4097), await room(16_001)]).toEqual([512, 4352, 16_128]);
  await expect(room(16_001, 'private')).rejects.toThrow('too large');
  expect(padded('夜', true)).toHaveLength(256);
});

test('a keyring opens only with its worker’s vault, and signs as it says', async () => {
  const [vault, other] = [await vaultOf(raw, WORKER), await vaultOf(raw, OTHER)];
  const ring = await newKeyring();

  const sealed = await sealKeyring(ring, vault);

  expect(sealed).toHaveLength(256 + 29);
  expect(await openKeyring(sealed, vault)).toEqual(ring);
  await expect(openKeyring(sealed, other)).rejects.toMatchObject({ code: 'wrong-key' });
  await expect(openKeyring(changed(sealed, 40), vault)).rejects.toMatchObject({ code: 'wrong-key' });
  const foreign = await vault.seal('keyring', WORKER, { ed25519: ring.ed25519, age: 'AGE-SECRET-KEY-1' });
  await expect(openKeyring(foreign, vault)).rejects.toMatchObject({ code: 'wrong-key' });
  const { signKey, ageRecipient } = await publicHalves(ring);
  expect(signKey).toHaveLength(32);
  expect(ageRecipient).toMatch(/^age1[02-9ac-hj-np-z]{58}$/);
});
