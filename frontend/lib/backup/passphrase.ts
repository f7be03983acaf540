/** Passphrases that a phone makes: five words of 2,048, 55 bits; with scrypt before them, years of a large cluster. */

type Words = () => Promise<{ wordlist: string[] }>;

/** The BIP 39 lists of 2,048 words. */
export const LISTS: Record<'zh' | 'en', Words> = {
  zh: () => import('@scure/bip39/wordlists/simplified-chinese.js'),
  en: () => import('@scure/bip39/wordlists/english.js'),
};

/** Make a passphrase of five words in the language; in Chinese a word is one character. */
export async function newPassphrase(language: string): Promise<string> {
  const { wordlist } = await LISTS[language.startsWith('zh') ? 'zh' : 'en']();
  return Array.from(drawn(5, wordlist.length), (at) => wordlist[at]!).join('-');
}

const draw = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

/** Draw numbers below `size`, each as likely as any other: what does not fit a whole multiple is drawn again. */
export function drawn(count: number, size: number, random = draw): number[] {
  const limit = 2 ** 32 - (2 ** 32 % size);
  const numbers: number[] = [];
  while (numbers.length < count) {
    const number = random();
    if (number < limit) numbers.push(number % size);
  }
  return numbers;
}

/** Write a typed passphrase as the file has it: case, spaces and signs between the words do not matter. */
export function canonical(typed: string): string {
  const plain = typed.normalize('NFKC').toLowerCase();
  const words = plain.split(/[\s\p{P}\p{S}]+/u).filter(Boolean);
  const letters = /^\p{Script=Han}+$/u.test(words.join('')) ? [...words.join('')] : words;
  return letters.join('-');
}
