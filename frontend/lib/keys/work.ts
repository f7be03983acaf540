/** Work in place of an invitation: a nonce whose Argon2id begins with so many zero bits (docs/accounts.md). */
import { fromBase64 } from './base64';

const TURN = 40; // ms of work between two looks at the page

export interface Progress {
  tried: number;
  expected: number; // tries until half a chance and more; it may take several times as many, or fewer
}

/** Whether a hash begins with so many zero bits. */
export function zeros(hash: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  return hash.subarray(0, whole).every((byte) => byte === 0) && (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0;
}

/** Find the nonce, letting the page live meanwhile; rejects with AbortError once `stop` says so. */
export async function solve(
  challenge: string, // base64
  bits: number,
  onProgress: (progress: Progress) => void = () => undefined,
  stop?: AbortSignal,
): Promise<string> {
  const { argon2id } = await import('./argon2');
  const salt = fromBase64(challenge);
  const cost = { memorySize: 1024, iterations: 1, parallelism: 1, hashLength: 32, outputType: 'binary' as const };
  const start = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0'));
  let turn = performance.now();
  for (let tried = 0; ; tried++) {
    if (performance.now() - turn > TURN || tried === 0) {
      onProgress({ tried, expected: 2 ** bits });
      await nextTurn();
      turn = performance.now();
    }
    if (stop?.aborted) throw new DOMException('stopped', 'AbortError');
    const nonce = `${start.join('')}${tried.toString(16)}`;
    if (zeros(await argon2id({ password: nonce, salt, ...cost }), bits)) return nonce;
  }
}

/** Let taps, timers and drawing have their turn. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
