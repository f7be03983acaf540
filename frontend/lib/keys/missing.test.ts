/** T57: where sealing fails, nothing is sealed, and there is a code to say why. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { Vault, type Bytes } from '../store/vault';
import { splitCards } from './cards';
import { deriveKeys } from './derive';
import { newKeyring, publicHalves, sealKeyring, type Keyring } from './keyring';
import { canSeal } from './missing';
import { newPhrase, phraseKeys } from './phrase';
import { sealRecord } from './records';
import { solve } from './work';
import { keptKeyOf, rawKeyOf, vaultOf, wrapVault } from './wrap';

const real = { crypto: globalThis.crypto, WebAssembly: globalThis.WebAssembly };
const WORKER = '01890000-0000-7000-8000-000000000001';
const PLACE = { kind: 'claim', field: 'story', id: WORKER, worker_id: WORKER };
const raw: Bytes = new Uint8Array(32).fill(1);
const fails = () => Promise.reject(new DOMException('nothing doing', 'OperationError'));

/** A WebCrypto of which some calls do something else. */
function broken(calls: Partial<SubtleCrypto>): Partial<Crypto> {
  const subtle = new Proxy(real.crypto.subtle, {
    get: (from, name: keyof SubtleCrypto) => calls[name] ?? (from[name] as () => unknown).bind(from),
  });
  return { subtle, getRandomValues: real.crypto.getRandomValues.bind(real.crypto) };
}

const EVERY = ['encrypt', 'decrypt', 'importKey', 'deriveBits', 'deriveKey', 'digest', 'wrapKey', 'unwrapKey', 'generateKey'];
const NONE = broken(Object.fromEntries(EVERY.map((name) => [name, fails])));

let wrapKey: CryptoKey, vault: Vault, ring: Keyring, recipient: string;
beforeAll(async () => {
  ({ wrapKey } = await phraseKeys(new Uint8Array(16)));
  vault = await vaultOf(raw, WORKER);
  ring = await newKeyring();
  recipient = (await publicHalves(ring)).ageRecipient;
});
afterEach(() => void vi.unstubAllGlobals());

const SEALING: Record<string, () => Promise<unknown>> = {
  deriveKeys: () => deriveKeys('my aunt sells blue eels', new Uint8Array(16)),
  newPhrase: () => newPhrase('en'),
  phraseKeys: () => phraseKeys(new Uint8Array(16)),
  splitCards: () => splitCards(new Uint8Array(16), 'en'),
  wrapVault: () => wrapVault(raw, wrapKey, 'phrase', WORKER),
  vaultOf: () => vaultOf(raw, WORKER),
  keptKeyOf: () => keptKeyOf(raw),
  rawKeyOf: () => rawKeyOf({ device: wrapKey, wrapped: raw }),
  sealKeyring: () => sealKeyring(ring, vault),
  sealRecord: () => sealRecord(raw, PLACE, ring, [recipient]),
};

describe.each(Object.entries(SEALING))('%s gives nothing', (_, seal) => {
  test('without WebCrypto', async () => {
    vi.stubGlobal('crypto', undefined);
    await expect(seal()).rejects.toMatchObject({ code: 'cannot-seal' });
  });

  test('on a page without https', async () => {
    vi.stubGlobal('crypto', { getRandomValues: real.crypto.getRandomValues.bind(real.crypto) });
    await expect(seal()).rejects.toMatchObject({ code: 'cannot-seal' });
  });

  test('when WebCrypto throws', async () => {
    vi.stubGlobal('crypto', NONE);
    await expect(seal()).rejects.toMatchObject({ code: 'cannot-seal' });
  });
});

test('a vault seals nothing when WebCrypto throws', async () => {
  vi.stubGlobal('crypto', NONE);

  await expect(vault.seal('time_entry', WORKER, { note: 'Lampe' }, 'private')).rejects.toThrow('nothing doing');
});

describe('a phone', () => {
  test('that has everything can seal', async () => {
    expect(await canSeal()).toBe('yes');
  });

  test('without WebCrypto says so', async () => {
    for (const crypto of [undefined, {}, { getRandomValues: () => undefined }]) {
      vi.stubGlobal('crypto', crypto);
      expect(await canSeal()).toBe('webcrypto');
    }
  });

  const blocked = { ...real.WebAssembly, compile: fails, instantiate: fails };
  test.each([['is missing', undefined], ['is blocked', blocked]])('whose WebAssembly %s says so, and derives nothing', async (_, wasm) => {
    vi.stubGlobal('WebAssembly', wasm);

    expect(await canSeal()).toBe('wasm');
    await expect(SEALING.deriveKeys!()).rejects.toMatchObject({ code: 'cannot-seal' });
    await expect(solve('AAAAAAAAAAAAAAAAAAAAAA==', 1)).rejects.toThrow();
  });

  test.each(['encrypt', 'decrypt', 'importKey', 'deriveBits', 'deriveKey'])('whose %s throws is failing', async (name) => {
    vi.stubGlobal('crypto', broken({ [name]: fails }));
    expect(await canSeal()).toBe('failing');
    vi.stubGlobal('crypto', broken({ [name]: () => { throw new TypeError('at once'); } }));
    expect(await canSeal()).toBe('failing');
  });

  test('that hands back what it was given to seal is failing', async () => {
    const same = (_: unknown, __: unknown, plain: Bytes) => Promise.resolve(new Uint8Array([...plain, ...raw.slice(16)]).buffer);
    vi.stubGlobal('crypto', broken({ encrypt: same, decrypt: (_: unknown, __: unknown, closed: Bytes) => Promise.resolve(closed.slice(0, 32).buffer) } as Partial<SubtleCrypto>));

    expect(await canSeal()).toBe('failing');
  });
});
