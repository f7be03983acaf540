/** The recovery phrase: 16 random bytes as 12 words of BIP 39, in the worker's language. */
import { LISTS } from '../backup/passphrase';
import type { Bytes } from '../store/vault';
import { pairOf } from './hkdf';
import { sealing } from './problem';

const COUNT = 12;

/** `count`: not twelve words; `unknown-word`: one is in no list; `checksum`: a wrong word, or words in a wrong order. */
type PhraseCode = 'count' | 'unknown-word' | 'checksum';

export class PhraseProblem extends Error {
  constructor(
    readonly code: PhraseCode,
    readonly found: { at?: number; count?: number } = {}, // which word, from 0; how many there are. Never the word.
  ) {
    super(code);
    this.name = 'PhraseProblem';
  }
}

export interface Phrase {
  entropy: Bytes;
  words: string[];
}

interface PhraseKeys {
  recoveryKey: Bytes; // sent
  wrapKey: CryptoKey; // stays
}

/** Make a new phrase. */
export const newPhrase = (language: string): Promise<Phrase> =>
  sealing(async () => {
    const entropy = crypto.getRandomValues(new Uint8Array(16));
    return { entropy, words: await wordsOf(entropy, language) };
  });

/** Write 16 bytes as twelve words (BIP 39): 11 bits a word, the last 4 of them from SHA-256. */
export async function wordsOf(entropy: Bytes, language: string): Promise<string[]> {
  const { wordlist } = await listOf(language.startsWith('zh'));
  let bits = 0n;
  for (const byte of entropy) bits = (bits << 8n) | BigInt(byte);
  bits = (bits << 4n) | BigInt(await checkOf(entropy));
  return Array.from({ length: COUNT }, (_, at) => wordlist[Number((bits >> BigInt(11 * (COUNT - 1 - at))) & 2047n)]!);
}

/** Read twelve words as they were typed, of either list; rejects with PhraseProblem. */
export async function entropyOf(typed: string | readonly string[]): Promise<Bytes> {
  const words = cut(typeof typed === 'string' ? typed : typed.join(' '));
  const chinese = words.filter((word) => HAN.test(word)).length > words.length / 2;
  const { wordlist } = await listOf(chinese);
  const numbers = words.map((word) => wordlist.indexOf(word));
  if (numbers.includes(-1)) throw new PhraseProblem('unknown-word', { at: numbers.indexOf(-1) });
  if (words.length !== COUNT) throw new PhraseProblem('count', { count: words.length });
  let bits = 0n;
  for (const number of numbers) bits = (bits << 11n) | BigInt(number);
  const entropy = Uint8Array.from({ length: 16 }, (_, at) => Number((bits >> BigInt(4 + 8 * (15 - at))) & 255n));
  if (Number(bits & 15n) !== (await checkOf(entropy))) throw new PhraseProblem('checksum');
  return entropy;
}

async function checkOf(entropy: Bytes): Promise<number> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', entropy))[0]! >> 4;
}

/** Derive what a phrase proves itself with and what it unwraps the vault key with. */
export const phraseKeys = (entropy: Bytes): Promise<PhraseKeys> =>
  sealing(async () => {
    const [recoveryKey, wrapKey] = await pairOf(entropy, 'recovery', 'recovery wrap');
    return { recoveryKey, wrapKey };
  });

const HAN = /^\p{Script=Han}$/u;
const listOf = (chinese: boolean) => LISTS[chinese ? 'zh' : 'en']();

/** Cut at whatever stands between words; Chinese words are one character each. */
function cut(typed: string): string[] {
  const plain = typed.normalize('NFKC').toLowerCase();
  return plain
    .replace(/\p{Script=Han}/gu, ' $& ')
    .split(/[^\p{L}\p{M}]+/u) // numbers too: people copy "1. apple"
    .filter(Boolean);
}
