/**
 * Looks for the signs of a job scam in the text of an advert: the phone's mirror of api/offers/check.py, held to
 * the same vectors. `info` means that nothing known was found, which is never the same as safe.
 */
import type { CheckRules, Level } from './reference';

interface Hit {
  id: string;
  words: string[]; // the pattern's own words, in the order found
  at: number; // where they begin, in code points of the text
}

export interface Verdict {
  level: Level;
  score: number;
  hits: Hit[];
}

interface Folded {
  text: string;
  at: number[];
}

type Phrases = string[];
type Denials = Record<keyof CheckRules['denials'], Phrases>;

const LEVELS: Level[] = ['info', 'caution', 'danger', 'stop'];
const STOP = '。';
const KEPT = "$€£%+'-.@:,、";
const MOST_TRIES = 64;
const [BEFORE, AFTER, NEAR, ASCII_GAP, OTHER_GAP] = [60, 40, 20, 40, 12];

export function check(text: string, rules: CheckRules): Verdict {
  const folded = fold(text, rules);
  const denials = Object.fromEntries(Object.entries(rules.denials).map(([k, v]) => [k, v.split('/')])) as Denials;
  const hits: Hit[] = [];
  let score = 0;
  let rank = 0;
  for (const { id, weight, stop, signals, unless } of rules.patterns) {
    const hit = firstHit(folded, signals, unless ? unless.split('/') : [], denials);
    if (!hit) continue;
    hits.push({ id, ...hit });
    score += weight;
    if (stop) rank = 3;
  }
  const reached = LEVELS.filter((level) => score >= rules.levels[level]);
  for (const pair of rules.pairs) if (pair.all.every((id) => hits.some((hit) => hit.id === id))) reached.push(pair.level);
  for (const level of reached) rank = Math.max(rank, LEVELS.indexOf(level));
  return { level: LEVELS[rank]!, score, hits };
}

/** Undoes what hides words: widths, spaces inside words, emoji, traditional characters, evasive spellings. */
export function fold(text: string, rules: CheckRules): Folded {
  const pairs = [...rules.letters];
  const letters = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) letters.set(pairs[i]!, pairs[i + 1]!);
  const known = new Map<string, string>();
  const chars: string[] = [];
  const at: number[] = [];
  let index = 0;
  for (const char of text) {
    let plain = known.get(char);
    if (plain === undefined) known.set(char, (plain = plainChar(char, letters)));
    for (const one of plain) {
      chars.push(one);
      at.push(index);
    }
    index++;
  }
  return rules.swaps.reduce(swapped, withoutGaps(chars, at));
}

function plainChar(char: string, letters: Map<string, string>): string {
  let plain = '';
  for (const one of (letters.get(char) ?? char).normalize('NFKC').toLowerCase()) {
    const mapped = letters.get(one) ?? one;
    if ('。!?;\n\r…'.includes(mapped)) plain += STOP;
    else if ("'’‘".includes(mapped)) plain += "'";
    else if (KEPT.includes(mapped) || /[\p{L}\p{N}]/u.test(mapped)) plain += mapped;
    else if (!/[\p{Cf}\p{Mn}\p{Me}\p{Cs}\p{Co}\p{Cn}]/u.test(mapped)) plain += ' ';
  }
  return plain;
}

function withoutGaps(chars: string[], at: number[]): Folded {
  const out: string[] = [];
  const where: number[] = [];
  for (let index = 0, end = 0; index < chars.length; index = end) {
    end = index + 1;
    let char = chars[index]!;
    const before = out[out.length - 1] ?? STOP;
    const after = chars[end] ?? STOP;
    if (digit(char)) {
      end = numberEnd(chars, index);
      char = end === index + 1 && char === '0' ? '0' : '#';
    } else if (char === ' ' && (before === ' ' || wide(before) || wide(after) || after === STOP)) char = '';
    else if (".-'".includes(char) && !word(after)) {
      char = wide(before) && wide(after) ? '' : char === '.' ? STOP : ' ';
    }
    if (char) {
      out.push(char);
      where.push(at[index]!);
    }
  }
  // one entry of `where` for each UTF-16 unit, as the searches below count
  return { text: out.join(''), at: where.flatMap((place, i) => Array<number>(out[i]!.length).fill(place)) };
}

function numberEnd(chars: string[], start: number): number {
  let end = start + 1;
  for (;;) {
    if (digit(chars[end])) end++;
    else if (chars[end] && '.,'.includes(chars[end]!) && digit(chars[end + 1])) end += 2;
    else return end;
  }
}

const digit = (char?: string) => char !== undefined && char >= '0' && char <= '9';
const wide = (char: string) => char >= '\u2e80' && !'。、'.includes(char);
const word = (char?: string) => char !== undefined && ((char >= 'a' && char <= 'z') || digit(char));

function swapped({ text, at }: Folded, [old, replacement]: [string, string]): Folded {
  const parts = text.split(old);
  if (parts.length === 1) return { text, at };
  const places: number[] = [];
  let done = 0;
  parts.forEach((part, i) => {
    for (let k = 0; k < part.length; k++) places.push(at[done + k]!);
    done += part.length;
    if (i < parts.length - 1) for (let k = 0; k < replacement.length; k++) places.push(at[done]!);
    done += old.length;
  });
  return { text: parts.join(replacement), at: places };
}

function firstHit({ text, at }: Folded, signals: string[], unless: Phrases, denials: Denials): Omit<Hit, 'id'> | null {
  for (const signal of signals) {
    const [first, ...rest] = signal.split('+').map((group) => group.split('/'));
    for (const phrase of first!) {
      for (let tries = 0, start = -1; tries < MOST_TRIES; tries++) {
        start = seek(text, phrase, start + 1);
        if (start < 0) break;
        const [words, starts] = whole(text, phrase, start, rest);
        if (words.length > rest.length && !excused(text, words, starts, unless, denials)) return { words, at: at[start]! };
      }
    }
  }
  return null;
}

/** Follows a signal from its first phrase; fewer words than groups when it breaks off. */
function whole(text: string, phrase: string, start: number, rest: Phrases[]): [string[], number[]] {
  const words = [phrase];
  const starts = [start];
  for (const group of rest) {
    const begin = starts[starts.length - 1]! + width(words[words.length - 1]!);
    let [nearest, found] = [text.length, ''];
    for (const next of group) {
      const gap = next < '\x80' ? ASCII_GAP : OTHER_GAP;
      const place = seek(text, next, begin, begin + gap + width(next));
      if (place >= 0 && place < nearest) [nearest, found] = [place, next];
    }
    if (!found || text.slice(start, nearest).includes(STOP)) return [[], []];
    words.push(found);
    starts.push(nearest);
  }
  return [words, starts];
}

const width = (phrase: string) => (phrase.endsWith('*') ? phrase.length - 1 : phrase.length);
const has = (text: string, phrases: Phrases) => phrases.some((phrase) => seek(text, phrase) >= 0);

/** Finds a phrase between two places; a whole word where its edges are letters of a language with spaces. */
function seek(text: string, phrase: string, begin = 0, end = text.length): number {
  const size = width(phrase);
  const bare = phrase.slice(0, size);
  const open = size < phrase.length || !word(bare[size - 1]);
  const shift = end < text.length ? begin : 0;
  const part = end < text.length ? text.slice(begin, end) : text; // so that a miss never reads the whole text
  for (let place = begin - shift; (place = part.indexOf(bare, place)) >= 0; place++) {
    const start = place + shift;
    if ((!word(bare[0]) || !word(text[start - 1])) && (open || !word(text[start + size]))) return start;
  }
  return -1;
}

function excused(text: string, words: string[], starts: number[], unless: Phrases, denials: Denials): boolean {
  const [start, end] = [starts[0]!, starts[starts.length - 1]! + width(words[words.length - 1]!)];
  const head = last(text.slice(Math.max(0, start - BEFORE), start), STOP);
  const tail = text.slice(end, end + AFTER).split(STOP)[0]!;
  if (has(head + text.slice(start, end) + tail, unless) || has(tail, denials.after)) return true;
  const voids = [...denials.but, ...denials.yet];
  const clause = (place: number) => last(last(text.slice(Math.max(0, place - NEAR), place), STOP), ',');
  return denied(head, denials.far, denials.yet) || starts.some((place) => denied(clause(place), denials.near, voids));
}

const last = (text: string, mark: string) => text.slice(text.lastIndexOf(mark) + 1);

/** A denial of one character must touch the hit or begin a list (无押金、会员费). */
function denied(head: string, phrases: Phrases, voids: Phrases): boolean {
  return phrases.some((phrase) => {
    let found = -1;
    for (let place = -1; (place = seek(head, phrase, place + 1)) >= 0; ) found = place;
    if (found < 0) return false;
    const rest = head.slice(found + width(phrase));
    return !has(rest, voids) && (phrase.length > 1 || !rest || rest.includes('、'));
  });
}
