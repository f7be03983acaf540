/** An organization's key, pinned from an invitation or from paper, and the inbox that it vouches for. */
import { fromBase64 } from './base64';

/** An organization as the service tells of it; only what fits the pin is believed. */
export interface InboxOf {
  id: string;
  sign_key: string; // Ed25519, base64
  inbox_recipient: string | null; // age1…
  inbox_signature: string | null; // base64
  inbox_since: string | null; // YYYY-MM-DD
}

/** `swapped`: the key is not the pinned one, or did not sign this inbox; `none`: the organization has no inbox yet. */
export class InboxProblem extends Error {
  constructor(readonly code: 'swapped' | 'none') {
    super(code);
    this.name = 'InboxProblem';
  }
}

/** The first 16 bytes of SHA-256 of a public key, in hex: short enough for a link and for paper. */
export async function fingerprintOf(key: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', key));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Return the recipient to seal to; rejects with InboxProblem when it is not what the pinned key signed. */
export async function checkInbox(organization: InboxOf, pinnedFingerprint: string): Promise<string> {
  const { id, inbox_recipient: recipient, inbox_signature: signature, inbox_since: since } = organization;
  const key = read(organization.sign_key);
  if (!key || (await fingerprintOf(key)) !== pinnedFingerprint) throw new InboxProblem('swapped');
  if (!recipient) throw new InboxProblem('none');
  const { ed25519 } = await import('./age');
  const said = new TextEncoder().encode('gongyou/1 inbox\n' + JSON.stringify([id, recipient, since]));
  const seal = read(signature ?? '');
  if (seal?.length !== 64 || !ed25519.verify(seal, said, key, { zip215: false })) throw new InboxProblem('swapped');
  return recipient;
}

function read(line: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return fromBase64(line);
  } catch {
    return undefined;
  }
}
