/**
 * A secret is used only once the worker has shown that it is written down. What was proved is a value of its own, so
 * that nothing can be sent with a secret that was not.
 */
import { normalPassphrase } from '../keys/derive';

export class Proved<T> {
  private constructor(readonly secret: T) {}

  /** The secret, if what was typed for the words that were asked for fits; or undefined. */
  static words<T>(secret: T, words: readonly string[], asked: readonly number[], typed: readonly string[]): Proved<T> | undefined {
    const fits = asked.length > 0 && asked.every((at, i) => same(words[at] ?? '', typed[i] ?? ''));
    return fits ? new Proved(secret) : undefined;
  }

  /** The passphrase, if it was typed the same twice. */
  static async again(passphrase: string, typed: string): Promise<Proved<string> | undefined> {
    const [first, second] = await Promise.all([passphrase, typed].map(normalPassphrase));
    return first && first === second ? new Proved(passphrase) : undefined;
  }
}

const same = (word: string, typed: string): boolean => word !== '' && plain(word) === plain(typed);
const plain = (word: string): string => word.normalize('NFKC').trim().toLowerCase().normalize('NFC');

const draw = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;

/** Pick `count` different places among `length`, in order: which words to ask for. */
export function placesOf(count: number, length: number, random: () => number = draw): number[] {
  const left = Array.from({ length }, (_, at) => at);
  const picked = Array.from({ length: Math.min(count, length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
  return picked.sort((one, other) => one - other);
}

/** An invitation as it was pasted: the whole link, what follows its #, or the token alone; undefined when it is none. */
export function invitationIn(pasted: string): Invitation | undefined {
  const last = pasted.trim().split('join/').pop() ?? '';
  const found = /^([A-Za-z0-9_-]{22,64})(?:\.([0-9a-f]{32}))?$/.exec(last);
  if (!found) return undefined;
  return { token: found[1]!, ...(found[2] && { fingerprint: found[2] }) };
}

/** A one-time token, and the fingerprint of the organization that gives its word, to pin. */
export interface Invitation {
  token: string;
  fingerprint?: string;
}
