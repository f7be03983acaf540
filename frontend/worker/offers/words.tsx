/** The words of reference files: in Chinese where there is some, else in English and marked as such. */
import { language } from '../../lib/i18n';
import type { Places, Words } from '../../lib/reference';

/** The language to say them in; English where nobody has put them into Chinese. */
export const tongue = (words: Words): 'zh' | 'en' => (language.value === 'zh-CN' && words.zh ? 'zh' : 'en');

export const say = (words: Words): string => words[tongue(words)] ?? words.en;

/** Whether some of these can only be shown in English to somebody who reads Chinese; the screen says so once. */
export const untranslated = (all: Words[]): boolean => language.value === 'zh-CN' && all.some((words) => !words.zh);

export function Told({ words }: { words: Words }) {
  return <span lang={tongue(words)}>{say(words)}</span>;
}

export function countryName(places: Places | undefined, code: string): string {
  const found = places?.countries.find((country) => country.id === code);
  return found ? say(found) : code;
}
