/** From a name and a passphrase to keys (docs/accounts.md, "Names and keys"). The passphrase never leaves the phone. */
import { LISTS } from '../backup/passphrase';
import type { Bytes } from '../store/vault';
import { LONG, ROWS, WORDS } from './common';
import { pairOf } from './hkdf';
import { KeysProblem, sealing } from './problem';

const MOST = 1024; // characters of a passphrase
const LEAST = 12; // of one's own
const BETWEEN = /[\p{White_Space}\-\u2010-\u2015\u2212]+/u; // what keyboards make of a hyphen, too

export interface Keys {
  authKey: Bytes; // sent
  wrapKey: CryptoKey; // stays
}

/** Derive the keys of a passphrase as it was typed; the salt is the account's, 16 bytes. About 0.3 s on a cheap phone. */
export async function deriveKeys(passphrase: string, salt: Bytes): Promise<Keys> {
  const password = await normalPassphrase(passphrase);
  return sealing(async () => {
    const { argon2id } = await import('./argon2');
    const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 };
    const root = new Uint8Array(await argon2id({ password, salt, ...cost, outputType: 'binary' }));
    const [authKey, wrapKey] = await pairOf(root, 'auth', 'wrap');
    return { authKey, wrapKey };
  });
}

/** Write a passphrase as it is derived from: forms of one character, spaces and hyphens do not matter. */
export async function normalPassphrase(typed: string): Promise<string> {
  const words = spaced(typed);
  const folded = words.map((word) => word.toLowerCase());
  return (await isGenerated(folded)) ? spread(folded).join(' ') : words.join(' ');
}

/** Write a handle as the service compares it (`api/accounts/handles.py`), to tell whether two are the same. */
export function normalHandle(typed: string): string {
  const plain = Array.from(typed.normalize('NFKC'), fold).join('').normalize('NFKC');
  const seen = plain.replace(/[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  return seen === typed ? seen : normalHandle(seen); // what was dropped may have kept two marks from joining
}

/** Full case folding of one character: that of Cherokee goes to the capitals, and the dotless i stays. */
function fold(letter: string): string {
  if (letter === 'ı') return letter;
  const upper = letter.toLowerCase().toUpperCase();
  return /\p{Script=Cherokee}/u.test(letter) ? upper : upper.toLowerCase();
}

/** Say why one's own passphrase is too weak to keep a vault; generated ones need no such look. */
export function weak(passphrase: string): 'short' | 'common' | undefined {
  const words = spaced(passphrase);
  if ([...words.join(' ')].length < LEAST) return 'short';
  return known(words.join('').toLowerCase()) ? 'common' : undefined;
}

/** Whether hardly anything is left once digits, rows of keys, repetition and what everybody picks are taken away. */
function known(letters: string): boolean {
  let left = letters.replace(/[^\p{L}]/gu, '');
  for (const one of [...LONG, ...ROWS.flatMap(runs), ...WORDS]) left = left.split(one).join('');
  return new Set(left).size < 4;
}

/** Every run of four or more neighbours in a row, both ways, longest first. */
function runs(row: string): string[] {
  const found: string[] = [];
  for (let long = row.length; long >= 4; long--) {
    for (let at = 0; at + long <= row.length; at++) found.push(row.slice(at, at + long));
  }
  return found.flatMap((run) => [run, [...run].reverse().join('')]);
}

/** Cut at spaces and hyphens, after refusing what no keyboard writes and what would take long. */
function spaced(typed: string): string[] {
  if (typed.length > 2 * MOST) throw new KeysProblem('too-long');
  if ([...typed].length > MOST) throw new KeysProblem('too-long');
  if (/(?![\t\n\r])\p{Cc}|\p{Cs}/u.test(typed)) throw new KeysProblem('unwritable');
  return typed.normalize('NFKC').split(BETWEEN).filter(Boolean);
}

const HAN = /^\p{Script=Han}+$/u;

/** Chinese words are one character each, and may be typed without anything between them. */
const spread = (words: string[]): string[] => (words.every((word) => HAN.test(word)) ? [...words.join('')] : words);

async function isGenerated(words: string[]): Promise<boolean> {
  const each = spread(words);
  if (each.length !== 5) return false;
  const { wordlist } = await LISTS[HAN.test(each.join('')) ? 'zh' : 'en']();
  return each.every((word) => wordlist.includes(word));
}
