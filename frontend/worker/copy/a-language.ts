/** Real words for tests: what a worker would read, without a browser or a build. */
import { vi } from 'vitest';

const FILES = ['app', 'first', 'worklog', 'wages', 'settings', 'copy'] as const;
type Entry = Record<'zh-CN' | 'en', string | Record<string, string>>;

/** Speak a language as the app would: every dictionary is asked for and answered from frontend/texts. */
export async function spokenIn(language: 'zh-CN' | 'en'): Promise<void> {
  const texts: Record<string, unknown> = {};
  for (const name of FILES) {
    const file = (await import(`../../texts/${name}.json`)) as { default: Record<string, Entry> };
    for (const [key, entry] of Object.entries(file.default)) texts[key] = entry[language];
  }
  vi.stubGlobal('document', { documentElement: { lang: '', dir: '' }, getElementById: () => ({ textContent: JSON.stringify(texts) }) });
  const { speak } = await import('../../lib/i18n');
  await speak(language);
}
