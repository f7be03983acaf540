/** Python's vectors (tests/vectors/keys/README.md), run by the phone. */
import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { Vault, type Bytes } from '../store/vault';
import { ed25519, Encrypter } from './age';
import { fromBase64, toBase64 } from './base64';
import { joinCards, share } from './cards';
import { deriveKeys, normalHandle, normalPassphrase, weak } from './derive';
import { openKeyring, publicHalves } from './keyring';
import { entropyOf, phraseKeys, wordsOf } from './phrase';
import { checkInbox } from './pins';
import { openRecord, readInside } from './records';
import { unwrapVault, vaultOf, wrapVault, type WrappedBy } from './wrap';

type Vector = Record<string, string>;

const one = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../tests/vectors/keys/${name}.json`, import.meta.url), 'utf8')) as T;
const read = <T = Vector>(name: string): T[] => one<T[]>(name);
const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (found: Uint8Array): string => Buffer.from(found).toString('hex');
const at = (v: Vector) => ({ kind: v.kind!, field: v.field!, id: v.row!, worker_id: v.worker_id! });

/** Tell whether a key that cannot be read out is this one. */
async function isKey(key: CryptoKey, raw: Bytes): Promise<boolean> {
  const how = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const same = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const [first, second] = await Promise.all([key, same].map((each) => crypto.subtle.encrypt(how, each, new Uint8Array(32))));
  return hex(new Uint8Array(first!)) === hex(new Uint8Array(second!));
}

describe('the phone derives', () => {
  test.each(read('derive'))('$id: $title', async (v) => {
    expect(await normalPassphrase(v.passphrase!)).toBe(v.normal);
    const { authKey, wrapKey } = await deriveKeys(v.passphrase!, bytes(v.salt!));
    expect(hex(authKey)).toBe(v.auth_key);
    expect(await isKey(wrapKey, bytes(v.wrap_key!))).toBe(true);
    expect(wrapKey.extractable).toBe(false);
  });

  test.each(read<Vector & { typed?: string[] }>('phrases'))('$id: a phrase in $language', async (v) => {
    const entropy = await entropyOf(v.words!);
    for (const typed of v.typed ?? []) expect(hex(await entropyOf(typed)), typed).toBe(v.secret);
    expect(hex(entropy)).toBe(v.secret);
    expect((await wordsOf(entropy, v.language!)).join(' ')).toBe(v.words);
    const { recoveryKey, wrapKey } = await phraseKeys(entropy);
    expect(hex(recoveryKey)).toBe(v.recovery_key);
    expect(await isKey(wrapKey, bytes(v.wrap_key!))).toBe(true);
  });
});

interface Handles {
  same: { folded: string; handles: string[] }[];
  different: [string, string][];
}

describe('the phone tells', () => {
  test('which handles are the same', () => {
    const { same, different } = one<Handles>('handles');
    for (const { folded, handles } of same) for (const handle of handles) expect(normalHandle(handle)).toBe(folded);
    for (const [first, second] of different) expect(normalHandle(first)).not.toBe(normalHandle(second));
  });

  test.each(read<{ passphrase: string; expect: string | null }>('weak'))('that $passphrase is $expect', (v) => {
    expect(weak(v.passphrase) ?? null).toBe(v.expect);
  });
});

interface Split {
  id: string;
  secret: string;
  slopes: string;
  shares: Vector;
  words: Vector;
}

describe('any two cards', () => {
  test.each(read<Split>('cards'))('$id', async ({ secret, slopes, shares, words }) => {
    for (const number of [1, 2, 3]) expect(hex(share(bytes(secret), bytes(slopes), number))).toBe(shares[number]);
    for (const pair of [[1, 2], [2, 1], [1, 3], [3, 1], [2, 3], [3, 2]] as const) {
      const [first, second] = pair.map((number) => ({ number, words: words[number]! }));
      expect(hex(await joinCards([first!, second!])), pair.join()).toBe(secret);
    }
  });
});

describe('the phone opens', () => {
  test.each(read('wraps'))('$id: a vault key wrapped by $field', async (v) => {
    const key = await crypto.subtle.importKey('raw', bytes(v.key!), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const by = v.field as WrappedBy;
    expect(hex(await unwrapVault(bytes(v.wrapped!), key, by, v.worker_id!))).toBe(v.vault_key);
    const again = await wrapVault(bytes(v.vault_key!), key, by, v.worker_id!);
    expect(again.length).toBe(v.wrapped!.length / 2);
  });

  test.each(read<Vector & { body: unknown; size: number }>('blobs'))('$id: what was sealed as $kind', async (v) => {
    const vault = await vaultOf(bytes(v.key!), v.worker_id!);
    expect(await vault.open(v.kind!, v.row!, bytes(v.sealed!), v.field)).toEqual(v.body);
    const again = await vault.seal(v.kind!, v.row!, v.body, v.field);
    expect(again.length).toBe(v.sealed!.length / 2);
    const elsewhere = new Vault((vault as unknown as { key: CryptoKey }).key, '019ab0c0-9999-7222-8333-444455556666');
    await expect(elsewhere.open(v.kind!, v.row!, bytes(v.sealed!), v.field)).rejects.toThrow();
  });

  test('the keyring among them', async () => {
    const v = read('blobs').find(({ kind }) => kind === 'keyring')!;
    const ring = await openKeyring(bytes(v.sealed!), await vaultOf(bytes(v.key!), v.worker_id!));
    expect(ring).toEqual(v.body);
    expect((await publicHalves(ring)).ageRecipient).toBe(read('age')[0]!.reader_recipient);
  });

  test.each(read('age'))('$id: a record and a grant made by $made_by', async (v) => {
    const found = { ...at(v), author: bytes(v.author!) };
    const opened = await openRecord(fromBase64(v.file!), fromBase64(v.grant!), v.reader_identity!, found);
    expect(toBase64(opened)).toBe(v.content);
  });

  test.each(read('records'))('$id: a record $title', async (v) => {
    const reading = readInside(fromBase64(v.inside!), { ...at(v), author: bytes(v.author!) });
    if (v.expect === 'theirs') expect(toBase64(await reading)).toBe(v.content);
    else await expect(reading).rejects.toMatchObject({ code: v.expect });
  });
});

describe('the phone signs and checks', () => {
  test.each(read('signatures'))('$id of RFC 8032', (v) => {
    const [seed, message] = [bytes(v.seed!), bytes(v.message!)];
    expect(hex(ed25519.getPublicKey(seed))).toBe(v.public);
    expect(hex(ed25519.sign(message, seed))).toBe(v.signature);
  });

  test.each(read('inboxes'))('$id: an inbox, $title', async (v) => {
    const checking = checkInbox(
      {
        id: v.organization_id!,
        sign_key: toBase64(bytes(v.sign_key!)),
        inbox_recipient: v.recipient!,
        inbox_signature: toBase64(bytes(v.signature!)),
        inbox_since: v.since!,
      },
      v.pinned!,
    );
    if (v.expect === 'good') expect(await checking).toBe(v.recipient);
    else await expect(checking).rejects.toMatchObject({ code: v.expect });
    new Encrypter().addRecipient(v.recipient!);
  });
});
