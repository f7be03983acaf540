/** What others may read: an age file to a key of its own, signed by its author, opened by a grant (docs/accounts.md). */
import type { Bytes } from '../store/vault';
import { fromBase64, toBase64 } from './base64';
import type { Keyring } from './keyring';
import { sealing } from './problem';

/** Where a record belongs. */
export interface Place {
  kind: string;
  field: string;
  id: string;
  worker_id: string;
}

interface Header extends Place {
  gongyou: 'record/1';
  length: number;
  author: string; // Ed25519, base64
  signature: string;
}

export interface SealedRecord {
  blob: Bytes;
  grants: Bytes[]; // one for each recipient, in their order
}

/**
 * `misplaced`: it was made for another place than where it was found; `not-theirs`: not signed by the author it should
 * have; `damaged`: it does not open, being cut short, changed or sealed to somebody else, or is no record.
 */
type RecordCode = 'misplaced' | 'not-theirs' | 'damaged';

export class RecordProblem extends Error {
  constructor(readonly code: RecordCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'RecordProblem';
  }
}

const SIZES = [256, 1024, 4096, 16_384];
const STEP = 65_536; // above the sizes: multiples of this
const LONGEST_LINE = 4096;
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
const text = new TextEncoder();

const age = () => import('./age');

/** The next length that a record may have, so that a length tells little. */
export const roomFor = (length: number): number =>
  SIZES.find((size) => size >= length) ?? Math.ceil(length / STEP) * STEP;

/** Seal bytes for these readers (age recipients); the author is the keyring's. */
export const sealRecord = (
  bytes: Bytes,
  { kind, field, id, worker_id }: Place,
  keyring: Keyring,
  recipients: readonly string[],
): Promise<SealedRecord> =>
  sealing(async () => {
    if (!recipients.length || !recipients.every((one) => RECIPIENT.test(one))) throw new TypeError('no recipient');
    const { ed25519, generateX25519Identity, identityToRecipient } = await age();
    const place: Place = { kind, field, id, worker_id };
    const seed = fromBase64(keyring.ed25519);
    const author = toBase64(ed25519.getPublicKey(seed));
    const signature = toBase64(ed25519.sign(await signed(place, bytes), seed));
    const header: Header = { gongyou: 'record/1', ...place, length: bytes.length, author, signature };
    const key = await generateX25519Identity();
    const blob = await sealTo(await identityToRecipient(key), padded(header, bytes));
    return { blob, grants: await Promise.all(recipients.map((reader) => sealTo(reader, text.encode(key)))) };
  });

/**
 * Open a record by a grant to `identity` (AGE-SECRET-KEY-1…), expected at this place and of this author (Ed25519);
 * rejects with RecordProblem.
 */
export async function openRecord(
  blob: Bytes,
  grant: Bytes,
  identity: string,
  expected: Place & { author: Bytes },
): Promise<Bytes> {
  try {
    const key = new TextDecoder().decode(await openWith(identity, grant));
    blob = await openWith(key, blob);
  } catch (cause) {
    throw new RecordProblem('damaged', { cause });
  }
  return readInside(blob, expected);
}

/** Read what stands in the age file; rejects with RecordProblem. */
export async function readInside(whole: Bytes, expected: Place & { author: Bytes }): Promise<Bytes> {
  const { header, bytes } = split(whole);
  const { kind, field, id, worker_id } = expected;
  const here = header.kind === kind && header.field === field && header.id === id && header.worker_id === worker_id;
  if (!here) throw new RecordProblem('misplaced');
  if (!(await isTheirs(header, bytes, expected.author))) throw new RecordProblem('not-theirs');
  return bytes;
}

/** Part the line from the bytes. */
function split(whole: Bytes): { header: Header; bytes: Bytes } {
  try {
    const end = whole.subarray(0, LONGEST_LINE).indexOf(10);
    const line = new TextDecoder('utf-8', { fatal: true }).decode(whole.subarray(0, Math.max(end, 0)));
    const header = JSON.parse(line) as Header;
    const rest = whole.subarray(end + 1);
    const { gongyou, length } = header;
    if (gongyou !== 'record/1' || !Number.isSafeInteger(length) || length < 0) throw new TypeError('no record');
    if (length > rest.length || rest.subarray(length).some(Boolean)) throw new TypeError('not of its length');
    return { header, bytes: rest.slice(0, length) };
  } catch (cause) {
    throw new RecordProblem('damaged', { cause });
  }
}

async function isTheirs(header: Header, bytes: Bytes, author: Bytes): Promise<boolean> {
  const { ed25519 } = await age();
  try {
    if (header.author !== toBase64(author)) return false;
    // Not by the looser rule of ZIP 215: the service's and the client's library would not take such a signature.
    return ed25519.verify(fromBase64(header.signature), await signed(header, bytes), author, { zip215: false });
  } catch {
    return false;
  }
}

/** What the author signs. */
async function signed({ kind, field, id, worker_id }: Place, bytes: Bytes): Promise<Bytes> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.encode('gongyou/1 record\n' + JSON.stringify([kind, field, id, worker_id, hash]));
}

function padded(header: Header, bytes: Bytes): Bytes {
  const line = text.encode(JSON.stringify(header) + '\n');
  const whole = new Uint8Array(roomFor(line.length + bytes.length));
  whole.set(line);
  whole.set(bytes, line.length);
  return whole;
}

async function sealTo(recipient: string, plain: Uint8Array): Promise<Bytes> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(plain));
}

async function openWith(identity: string, file: Bytes): Promise<Bytes> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return new Uint8Array(await decrypter.decrypt(file));
}
