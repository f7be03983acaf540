/**
 * Writes what the phone seals, for tests/client/ to open: age_phone.json and sealed_phone.json beside the vectors.
 * Sealing is random, so they are stored; `GONGYOU_VECTORS=tests/vectors/keys` makes them anew.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { Bytes } from '../store/vault';
import { Decrypter, identityToRecipient } from './age';
import { fromBase64, toBase64 } from './base64';
import { openKeyring, publicHalves, sealKeyring, type Keyring } from './keyring';
import { openRecord, sealRecord, type Place } from './records';
import { unwrapVault, vaultOf, wrapVault } from './wrap';

const WORKER = '019ab0c0-1111-7222-8333-444455556666';
const ROW = '019ab0c1-aaaa-7bbb-8ccc-ddddeeeeffff';
const VECTORS = new URL('../../../tests/vectors/keys/', import.meta.url);
const to = process.env['GONGYOU_VECTORS'] ?? mkdtempSync(join(tmpdir(), 'gongyou-'));

const made = (name: string): Bytes => new Uint8Array(createHash('sha256').update(name).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const write = (name: string, found: unknown) => writeFileSync(join(to, name), JSON.stringify(found, null, 2) + '\n');

test('records and grants can be written for other programs to open', async () => {
  const [given] = JSON.parse(readFileSync(new URL('age.json', VECTORS), 'utf8')) as [Record<string, string>];
  const place: Place = { kind: 'claim', field: 'story', id: ROW, worker_id: WORKER };
  const ring: Keyring = { ed25519: toBase64(made('author')), age: given.reader_identity! };
  const { signKey: author, ageRecipient } = await publicHalves(ring);
  const contents = ['第一行\nund eine zweite', 'x'.repeat(2000), ''];
  const found = await Promise.all(
    contents.map(async (story, at) => {
      const content = new TextEncoder().encode(story) as Bytes;
      const { blob, grants } = await sealRecord(content, place, ring, [ageRecipient]);
      expect(await openRecord(blob, grants[0]!, ring.age, { ...place, author })).toEqual(content);
      const grant = new Decrypter();
      grant.addIdentity(ring.age);
      const record_identity = await grant.decrypt(grants[0]!, 'text');
      const keys = { record_identity, record_recipient: await identityToRecipient(record_identity) };
      const reader = { reader_identity: ring.age, reader_recipient: ageRecipient };
      const { kind, field, worker_id } = place;
      const where = { author: hex(author), kind, field, row: ROW, worker_id };
      const sealed = { file: toBase64(blob), grant: toBase64(grants[0]!), content: toBase64(content) };
      return { id: `t${at + 1}`, made_by: 'frontend/lib/keys', ...keys, ...reader, ...where, ...sealed };
    }),
  );

  write('age_phone.json', found);
  expect(fromBase64(found[1]!.file).length).toBeGreaterThan(4096);
});

test('keys and bodies can be sealed for other programs to open', async () => {
  const [key, vaultKey] = [made('phone key'), made('vault key')];
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const vault = await vaultOf(vaultKey, WORKER);
  const wraps = await Promise.all(
    (['passphrase', 'phrase'] as const).map(async (field, at) => {
      const wrapped = await wrapVault(vaultKey, aes, field, WORKER);
      expect(await unwrapVault(wrapped, aes, field, WORKER)).toEqual(vaultKey);
      return { id: `tw${at + 1}`, key: hex(key), field, worker_id: WORKER, vault_key: hex(vaultKey), wrapped: hex(wrapped) };
    }),
  );
  const bodies = [{ note: '夜班 "quoted"\n\u2028 ' + 'é', start: 1290 }, { note: 'x'.repeat(5000) }, 'Küche 📱'];
  const blobs = await Promise.all(
    bodies.map(async (body, at) => {
      const sealed = await vault.seal('time_entry', ROW, body, 'private');
      return { id: `tb${at + 1}`, key: hex(vaultKey), kind: 'time_entry', field: 'private', row: ROW, worker_id: WORKER, body, sealed: hex(sealed) };
    }),
  );
  const ring: Keyring = { ed25519: toBase64(made('author')), age: 'AGE-SECRET-KEY-1' + 'Q'.repeat(58) };
  const keyring = await sealKeyring(ring, vault);

  expect(await openKeyring(keyring, vault)).toEqual(ring);
  write('sealed_phone.json', { wraps, blobs, keyring: { key: hex(vaultKey), worker_id: WORKER, body: ring, sealed: hex(keyring) } });
});
