/** Three cards for three people, of which any two give the phrase back: Shamir's secret sharing, 2 of 3, byte by byte. */
import type { Bytes } from '../store/vault';
import { entropyOf, PhraseProblem, wordsOf } from './phrase';
import { sealing } from './problem';

type CardNumber = 1 | 2 | 3;

export interface Card {
  number: CardNumber;
  words: string[];
}

/** A card as it was typed from paper. */
interface TypedCard {
  number: number;
  words: string | readonly string[];
}

/** `same-card`: one card twice; `number`: there is none of that number; otherwise why the words of `card` do not read. */
export class CardProblem extends Error {
  constructor(
    readonly code: 'same-card' | 'number' | PhraseProblem['code'],
    readonly card?: number,
    readonly found: PhraseProblem['found'] = {},
  ) {
    super(code);
    this.name = 'CardProblem';
  }
}

/** Multiply in GF(2^8) with the polynomial 0x11b. */
export function times(one: number, two: number): number {
  let product = 0;
  for (; two; two >>= 1) {
    if (two & 1) product ^= one;
    one = (one << 1) ^ (one & 0x80 ? 0x11b : 0);
  }
  return product;
}

/** The inverse of 1, 2 and 3: all that two of the points 1, 2, 3 can be apart. */
const INVERSE = [0, 0x01, 0x8d, 0xf6];

/** Read a line through the card's point: `secret + number * slope`. */
export const share = (secret: Bytes, slope: Bytes, number: number): Bytes =>
  secret.map((byte, at) => byte ^ times(slope[at]!, number));

/** Split the phrase's 16 bytes; one card alone says nothing about them. */
export const splitCards = (entropy: Bytes, language: string): Promise<Card[]> =>
  sealing(async () => {
    const slope = crypto.getRandomValues(new Uint8Array(entropy.length));
    const card = async (number: CardNumber): Promise<Card> => {
      return { number, words: await wordsOf(share(entropy, slope, number), language) };
    };
    return Promise.all(([1, 2, 3] as const).map(card));
  });

/**
 * Give back the phrase's 16 bytes; rejects with CardProblem. Two cards of different sets give 16 other bytes: only the
 * service can tell that those open no account.
 */
export async function joinCards([first, second]: readonly [TypedCard, TypedCard]): Promise<Bytes> {
  for (const { number } of [first, second]) {
    if (![1, 2, 3].includes(number)) throw new CardProblem('number', number);
  }
  const [one, two] = [await read(first), await read(second)];
  if (first.number === second.number) throw new CardProblem('same-card', first.number);
  const inverse = INVERSE[first.number ^ second.number]!;
  return one.map((byte, at) => times(times(byte, second.number) ^ times(two[at]!, first.number), inverse));
}

async function read({ number, words }: TypedCard): Promise<Bytes> {
  try {
    return await entropyOf(words);
  } catch (error) {
    if (error instanceof PhraseProblem) throw new CardProblem(error.code, number, error.found);
    throw error;
  }
}
