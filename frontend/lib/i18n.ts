/** Words: one small dictionary per language and part, and t(). */
import { signal } from '@preact/signals';
import type account from '../texts/account.json';
import type app from '../texts/app.json';
import type copy from '../texts/copy.json';
import type check from '../texts/offers.json';
import type first from '../texts/first.json';
import type pay from '../texts/wages.json';
import type people from '../texts/peers.json';
import type learn from '../texts/skills.json';
import type settings from '../texts/settings.json';
import type worklog from '../texts/worklog.json';

export type Key =
  | keyof typeof account
  | keyof typeof app
  | keyof typeof first
  | keyof typeof worklog
  | keyof typeof pay
  | keyof typeof check
  | keyof typeof people
  | keyof typeof copy
  | keyof typeof learn
  | keyof typeof settings;
export type Part = 'core' | 'account' | 'wages' | 'offers' | 'peers' | 'skills' | 'settings' | 'copy';
export type Value = string | number;
type Text = string | Record<string, string>;

/** Languages by their own names. The last two are proofs, for `?lang=`: 40 % longer words, and right to left. */
export const LANGUAGES: Record<string, string> = { 'zh-CN': '简体中文', en: 'English' };
const PROOFS: Record<string, string> = { 'en-XA': 'en', 'ar-XB': 'en' };

export const language = signal('zh-CN');
const texts = signal<Record<string, Text>>({});
let change: ((text: string) => string) | undefined;

const urls = import.meta.glob<string>('../generated/texts/*.json', { query: '?url', import: 'default', eager: true });
const loaded = new Set<string>();

/** Pick a language and load the words of the first screen. */
export async function speak(wanted: string): Promise<void> {
  const base = PROOFS[wanted] ?? wanted;
  const parts = [...loaded].map((part) => part as Part);
  language.value = wanted;
  loaded.clear();
  const proof = base === wanted ? undefined : (await import('./proofs')).proof(wanted);
  if (language.value !== wanted) return; // another was picked while this one was on its way
  change = proof;
  await Promise.all((parts.length ? parts : (['core'] as Part[])).map(load));
  if (language.value !== wanted) return;
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted.startsWith('ar') ? 'rtl' : 'ltr';
}

/** Load the words of a part; its screen waits for this before it is drawn. */
export async function load(part: Part): Promise<void> {
  if (loaded.has(part)) return;
  const spoken = language.value;
  const base = PROOFS[spoken] ?? spoken;
  const url = urls[`../generated/texts/${base}.${part}.json`];
  const inPage = part === 'core' ? globalThis.document?.getElementById?.(`words-${base}`)?.textContent : null;
  if (!inPage && !url) return;
  const words = (inPage ? JSON.parse(inPage) : await (await fetch(url!)).json()) as Record<string, Text>;
  if (spoken !== language.value) return;
  texts.value = { ...texts.value, ...words };
  loaded.add(part);
}

/** How many texts of this language there are, and how many a person has read. */
export async function readShare(): Promise<{ texts: number; read: number }> {
  const url = urls[`../generated/texts/${PROOFS[language.value] ?? language.value}.share.json`]!;
  return (await (await fetch(url)).json()) as { texts: number; read: number };
}

/** The language to start with: the one chosen before, else the nearest that the browser asks for. */
export function firstLanguage(): string {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked && Object.keys({ ...LANGUAGES, ...PROOFS }).includes(asked)) return asked;
  const kept = keptLanguage();
  if (kept && Object.keys(LANGUAGES).includes(kept)) return kept;
  const near = navigator.languages.find((tag) => tag.startsWith('zh') || tag.startsWith('en'));
  return near?.startsWith('en') ? 'en' : 'zh-CN';
}

/** Nobody has picked a language here: a first visit, whose first question need not wait for the store. */
export const firstVisit = keptLanguage() === null;

function keptLanguage(): string | null {
  try {
    return localStorage.getItem('language');
  } catch {
    return null; // storage is refused: the browser's own language will do
  }
}

export function t(key: Key, values: Record<string, Value> = {}): string {
  let text = texts.value[key];
  if (text === undefined) return key;
  if (typeof text !== 'string') {
    text = text[new Intl.PluralRules(language.value).select(Number(values['n']))] ?? text['other'] ?? '';
  }
  const said = change ? change(text) : text;
  return said.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
