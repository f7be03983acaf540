/** Builds one small dictionary per language and part from frontend/texts/*.json, and fails loudly on a gap. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const LANGUAGES = ['zh-CN', 'en'] as const;

/** A text with a note for its translator, and who has read which language ("nobody yet" when left out). */
export interface Entry {
  note?: string;
  read?: Record<string, string>;
  'zh-CN': string | Record<string, string>;
  en: string | Record<string, string>;
}

/** Texts that the worker's first screen needs; every other file of frontend/texts is a part that its screen loads. */
const CORE = ['app', 'first', 'worklog'];

export function readTexts(folder: string): Record<string, Record<string, Entry>> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}

export function writeDictionaries(from: string, to: string, core: string[] = CORE): void {
  const slices = readTexts(from);
  mkdirSync(to, { recursive: true });
  const parts: Record<string, string[]> = { core };
  for (const slice of Object.keys(slices)) if (!core.includes(slice)) parts[slice] = [slice];
  for (const language of LANGUAGES) {
    let texts = 0;
    let read = 0;
    for (const [part, names] of Object.entries(parts)) {
      const dictionary: Record<string, unknown> = {};
      for (const name of names) {
        for (const [key, entry] of Object.entries(slices[name] ?? {})) {
          const text = entry[language];
          if (!text) throw new Error(`frontend/texts/${name}.json: ${key} has no ${language}`);
          dictionary[key] = text;
          texts += 1;
          if (entry.read?.[language]) read += 1;
        }
      }
      writeFileSync(join(to, `${language}.${part}.json`), JSON.stringify(dictionary));
    }
    writeFileSync(join(to, `${language}.share.json`), JSON.stringify({ texts, read }));
  }
}
