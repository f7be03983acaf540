/** Languages nobody speaks, to prove the layout: +40 % long words, and right to left. */

const ACCENTS: Record<string, string> = { a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', A: 'Å', E: 'É', O: 'Ø', U: 'Û', c: 'ç', n: 'ñ' };

export function proof(language: string): (text: string) => string {
  if (language.startsWith('ar')) return (text) => `\u200f${outside(text, (part) => part)}`;
  return (text) => outside(text, (part) => part.replace(/[aeiouAEOUcn]/g, (letter) => ACCENTS[letter] ?? letter)) + ' '.concat('one two three four five six '.repeat(9).slice(0, Math.ceil(text.length * 0.4)));
}

/** Change a text but for its {placeholders}. */
function outside(text: string, map: (part: string) => string): string {
  return text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : map(part)))
    .join('');
}
