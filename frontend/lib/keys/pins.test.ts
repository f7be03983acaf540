import { expect, test } from 'vitest';

import { ed25519 } from './age';
import { toBase64 } from './base64';
import { newKeyring, publicHalves } from './keyring';
import { checkInbox, fingerprintOf, type InboxOf } from './pins';

const seed = new Uint8Array(32).fill(3);
const ID = '01890000-0000-7000-8000-00000000000b';

async function anOrganization(over: Partial<InboxOf> = {}): Promise<InboxOf> {
  const { ageRecipient } = await publicHalves(await newKeyring());
  const said = { id: ID, inbox_recipient: ageRecipient, inbox_since: '2026-11-01', ...over };
  const message = 'gongyou/1 inbox\n' + JSON.stringify([said.id, said.inbox_recipient, said.inbox_since]);
  const inbox_signature = toBase64(ed25519.sign(new TextEncoder().encode(message), seed));
  return { sign_key: toBase64(ed25519.getPublicKey(seed)), inbox_signature, ...said, ...over };
}

const pin = () => fingerprintOf(new Uint8Array(ed25519.getPublicKey(seed)));

test('an inbox that the pinned key signed is sealed to', async () => {
  const union = await anOrganization();

  expect(await checkInbox(union, await pin())).toBe(union.inbox_recipient);
  expect(await pin()).toMatch(/^[0-9a-f]{32}$/);
});

test('a swapped inbox, day, organization, signature or key is refused', async () => {
  const [union, other] = await Promise.all([anOrganization(), anOrganization()]);
  const swaps: Partial<InboxOf>[] = [
    { inbox_recipient: other.inbox_recipient },
    { inbox_signature: other.inbox_signature },
    { inbox_since: '2026-11-02' },
    { inbox_since: null },
    { id: ID.replace('b', 'c') },
    { inbox_signature: null },
    { inbox_signature: 'no base64!' },
    { sign_key: toBase64(ed25519.getPublicKey(new Uint8Array(32).fill(4))) },
    { sign_key: '%' },
  ];

  for (const swap of swaps) {
    await expect(checkInbox({ ...union, ...swap }, await pin()), JSON.stringify(swap)).rejects.toMatchObject({ code: 'swapped' });
  }
  await expect(checkInbox(union, '')).rejects.toMatchObject({ code: 'swapped' });
});

test('an organization without an inbox is told apart from one that was swapped', async () => {
  const none = await anOrganization({ inbox_recipient: null, inbox_signature: null, inbox_since: null });

  await expect(checkInbox(none, await pin())).rejects.toMatchObject({ code: 'none' });
  await expect(checkInbox(none, '0'.repeat(32))).rejects.toMatchObject({ code: 'swapped' });
});
