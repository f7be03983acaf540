/** The desk's words: one dictionary per language, loaded whole before anything is drawn, and t(). */
import { signal } from '@preact/signals';
import type overview from '../texts/overview.json';
import type partners from '../texts/partners.json';
import type shell from '../texts/shell.json';
import { keep, kept } from './kept';

export type Key = keyof typeof shell | keyof typeof overview | keyof typeof partners;
export type Value = string | number;
type Text = string | Record<string, string>;

export const LANGUAGES: Record<string, string> = { 'zh-CN': '简体中文', en: 'English' };

export const language = signal('zh-CN');
const texts = signal<Record<string, Text>>({});

const urls = import.meta.glob<string>('../../generated/desk/*.core.json', { query: '?url', import: 'default', eager: true });

/** Pick a language and load its words; rejects when they cannot be had, and the old ones stay. */
export async function speak(wanted: string): Promise<void> {
  const answer = await fetch(urls[`../../generated/desk/${wanted}.core.json`]!);
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  say(wanted, (await answer.json()) as Record<string, Text>);
}

/** Speak a language whose words are here. */
export function say(wanted: string, words: Record<string, Text>): void {
  texts.value = words;
  language.value = wanted;
  document.documentElement.lang = wanted;
}

/** Speak it here from now on, at the next visit too. */
export async function choose(wanted: string): Promise<void> {
  await speak(wanted);
  keep('language', wanted);
}

/** The language to start with: the one that the address asks for, the one chosen before, the browser's, else English. */
export function firstLanguage(): string {
  const wished = [new URLSearchParams(location.search).get('lang'), kept('language')];
  const known = wished.find((tag) => tag && Object.hasOwn(LANGUAGES, tag));
  const near = navigator.languages.find((tag) => tag.startsWith('zh') || tag.startsWith('en'));
  return known ?? (near?.startsWith('zh') ? 'zh-CN' : 'en');
}

/** Say it; `{name}` is filled from the values, and `n` picks the plural where a text has several forms. */
export function t(key: Key, values: Record<string, Value> = {}): string {
  let text = texts.value[key];
  if (text === undefined) return key;
  if (typeof text !== 'string') {
    text = text[new Intl.PluralRules(language.value).select(Number(values['n']))] ?? text['other'] ?? '';
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
