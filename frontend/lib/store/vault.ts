/**
 * The vault key and what it seals (AES-256-GCM). The key is stored only wrapped by a device key that cannot be
 * exported, and is itself not exportable while in use. It is read out in one place, to wrap it for an account
 * (keys/wrap.ts). The browser keeps the device key in its files in the clear, so a copy of them opens the vault until a
 * PIN takes the device key's place (SECURITY.md).
 */

export type Bytes = Uint8Array<ArrayBuffer>;

const SHAPE = 1; // of the bodies that this version writes; the first byte of what is sealed
const BLOCK = 256; // lengths are hidden in steps of this
const TRAVELLING = [256, 1024, 4096, 16_000]; // and of what is sent, in these only: a server sees every version of it
const text = new TextEncoder();

export interface WrappedKey {
  device: CryptoKey; // AES-KW, not extractable
  wrapped: Bytes;
}

/** Unwrap the vault key for daily use: it can seal and open, and cannot be read. */
export function unwrap({ device, wrapped }: WrappedKey): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey('raw', wrapped, device, 'AES-KW', 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Write as JSON, with spaces up to a multiple of 256 bytes, or up to a size that travels, so that a length tells little. */
export function padded(body: unknown, travels = false): Bytes {
  const plain = text.encode(JSON.stringify(body));
  const step = Math.ceil(plain.length / BLOCK) * BLOCK;
  const room = travels ? TRAVELLING.find((size) => size >= plain.length) : step;
  if (!room) throw new RangeError('too large');
  const whole = new Uint8Array(room).fill(32);
  whole.set(plain);
  return whole;
}

export function parsed(plain: BufferSource): unknown {
  return JSON.parse(new TextDecoder().decode(plain));
}

export class Vault {
  constructor(
    private readonly key: CryptoKey,
    readonly workerId: string,
  ) {}

  /**
   * Seal a body so that it opens only as this kind's record of this worker. Field `body` stays on this phone; any other
   * travels, and more than 16,000 bytes of it are refused with RangeError.
   */
  async seal(kind: string, id: string, body: unknown, field = 'body'): Promise<Bytes> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = padded(body, field !== 'body');
    const closed = await crypto.subtle.encrypt(this.how(iv, [kind, field, id], SHAPE), this.key, plain);
    const sealed = new Uint8Array(13 + closed.byteLength);
    sealed[0] = SHAPE;
    sealed.set(iv, 1);
    sealed.set(new Uint8Array(closed), 13);
    return sealed;
  }

  /** Open what was sealed; reject when it was moved, changed, or has a shape that this version does not know. */
  async open(kind: string, id: string, sealed: Bytes, field = 'body'): Promise<unknown> {
    const shape = sealed[0]!;
    if (shape > SHAPE) throw new Error('newer');
    const how = this.how(sealed.subarray(1, 13), [kind, field, id], shape);
    return parsed(await crypto.subtle.decrypt(how, this.key, sealed.subarray(13)));
  }

  private how(iv: Bytes, names: string[], shape: number): AesGcmParams {
    const additionalData = text.encode(JSON.stringify(['gongyou/1', ...names, this.workerId, shape]));
    return { name: 'AES-GCM', iv, additionalData };
  }
}
