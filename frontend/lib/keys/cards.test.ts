import { describe, expect, test } from 'vitest';

import { joinCards, share, splitCards, times } from './cards';
import { newPhrase } from './phrase';

const PAIRS = [[0, 1], [1, 0], [0, 2], [2, 0], [1, 2], [2, 1]] as const;

describe('helper cards', () => {
  test('any two of three give the phrase back', async () => {
    for (const language of ['en', 'zh-CN', 'en', 'zh-CN']) {
      const { entropy } = await newPhrase(language);
      const cards = await splitCards(entropy, language);
      for (const [one, other] of PAIRS) expect(await joinCards([cards[one]!, cards[other]!])).toEqual(entropy);
    }
  });

  test('one card fits every phrase: alone it says nothing', () => {
    const of = (secret: number, slope: number, number: number) => share(new Uint8Array([secret]), new Uint8Array([slope]), number)[0];
    for (const number of [1, 2, 3]) {
      const card = of(9, 77, number);
      const fitting = Array.from({ length: 256 }, (_, slope) => of(200, slope, number));
      expect(fitting.filter((byte) => byte === card)).toHaveLength(1);
    }
  });

  test('the same phrase is split differently each time', async () => {
    const { entropy } = await newPhrase('en');
    const made = await Promise.all(Array.from({ length: 6 }, () => splitCards(entropy, 'en')));

    expect(new Set(made.flatMap((cards) => cards.map(({ words }) => words.join(' ')))).size).toBe(18);
  });

  test('the same card twice is told', async () => {
    const [first, second] = await splitCards(new Uint8Array(16), 'en');

    await expect(joinCards([first!, first!])).rejects.toMatchObject({ code: 'same-card', card: 1 });
    await expect(joinCards([second!, { number: 2, words: first!.words }])).rejects.toMatchObject({ code: 'same-card' });
  });

  test('a card’s own mistake is told with its number', async () => {
    const [first, , third] = await splitCards(new Uint8Array(16), 'en');
    const { words } = third!;

    const wrong = (typed: string[]) => joinCards([first!, { number: 3, words: typed }]);

    await expect(wrong(words.map((word, at) => (at === 7 ? 'gongyuo' : word)))).rejects.toMatchObject({ code: 'unknown-word', card: 3, found: { at: 7 } });
    await expect(wrong(words.slice(1))).rejects.toMatchObject({ code: 'count', card: 3 });
    await expect(wrong(Array<string>(12).fill('abandon'))).rejects.toMatchObject({ code: 'checksum', card: 3 });
    await expect(joinCards([first!, { number: 4, words }])).rejects.toMatchObject({ code: 'number', card: 4 });
    await expect(joinCards([first!, { number: NaN, words }])).rejects.toMatchObject({ code: 'number' });
  });

  test('cards of two sets, or with their numbers exchanged, give other bytes and never the phrase', async () => {
    const entropy = new Uint8Array(16).fill(5);
    const [one, two] = await splitCards(entropy, 'en');
    const [, other] = await splitCards(entropy, 'en');

    expect(await joinCards([one!, other!])).not.toEqual(entropy);
    expect(await joinCards([{ ...one!, number: 2 }, { ...two!, number: 1 }])).not.toEqual(entropy);
  });

  test('the field is that of FIPS 197 §4.2', () => {
    expect([times(0x57, 0x83), times(0x57, 0x13), times(0x53, 0xca), times(2, 0x8d), times(3, 0xf6)]).toEqual([0xc1, 0xfe, 1, 1, 1]);
  });
});
