import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeDictionaries } from '../build/texts';
import type { Key } from './i18n';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const WORDS: Record<string, object> = {
  'en.core': { save: 'Save', hours: { one: '{n} hour', other: '{n} hours' }, named: '{who} paid {amount}, {who}' },
  'zh-CN.core': { save: '保存', hours: '{n} 小时', named: '{who}付了{amount}' },
  'en.wages': { gap: 'Gap' },
  'zh-CN.wages': { gap: '差额' },
};

let asked: string[];
let held: Record<string, Promise<void>>; // answers that wait
const page = { documentElement: { lang: '', dir: '' } };
const k = (key: string) => key as Key;

beforeEach(() => {
  // i18n.ts takes the list of dictionaries from the folder that a build fills
  if (!existsSync(here('../generated/texts'))) writeDictionaries(here('../texts'), here('../generated/texts'));
  asked = [];
  held = {};
  vi.resetModules();
  vi.stubGlobal('document', page);
  vi.stubGlobal('fetch', async (url: string) => {
    const part = /([\w-]+\.\w+)\.json/.exec(url)![1]!;
    asked.push(part);
    await held[part];
    return Response.json(WORDS[part]);
  });
});

afterEach(() => vi.unstubAllGlobals());

it('fills in values, every time they occur, and leaves out what is not given', async () => {
  const { speak, t } = await import('./i18n');
  await speak('en');

  expect(t(k('named'), { who: 'Ana', amount: '¥5' })).toBe('Ana paid ¥5, Ana');
  expect(t(k('named'), { amount: 0 })).toBe(' paid 0, ');
});

it('a value is never read as a template', async () => {
  const { speak, t } = await import('./i18n');
  await speak('en');

  expect(t(k('named'), { who: '{amount}$&', amount: '¥5' })).toBe('{amount}$& paid ¥5, {amount}$&');
});

it('picks the plural of the language', async () => {
  const { speak, t } = await import('./i18n');
  await speak('en');
  expect([1, 2, 0].map((n) => t(k('hours'), { n }))).toEqual(['1 hour', '2 hours', '0 hours']);

  await speak('zh-CN');
  expect(t(k('hours'), { n: 1 })).toBe('1 小时');
});

it('a text that is not loaded shows its key rather than nothing', async () => {
  const { t } = await import('./i18n');

  expect(t(k('save'))).toBe('save');
});

it('changes every loaded part with the language, and fetches a part once', async () => {
  const { load, speak, t } = await import('./i18n');
  await speak('zh-CN');
  await load('wages');
  await load('wages');
  expect(asked).toEqual(['zh-CN.core', 'zh-CN.wages']);

  await speak('en');

  expect([t(k('save')), t(k('gap'))]).toEqual(['Save', 'Gap']);
  expect(page.documentElement).toEqual({ lang: 'en', dir: 'ltr' });
});

it('words that come late, after the language was changed again, are not shown', async () => {
  const { speak, t } = await import('./i18n');
  let answer = () => {};
  held['en.core'] = new Promise((resolve) => (answer = resolve));
  const slow = speak('en');
  await speak('zh-CN');

  answer();
  await slow;

  expect(t(k('save'))).toBe('保存');
  expect(page.documentElement.lang).toBe('zh-CN');
});

it('a proof that comes late does not lengthen the words of the language picked since', async () => {
  const { speak, t } = await import('./i18n');
  const slow = speak('en-XA');
  await speak('en');
  await slow;

  expect(t(k('save'))).toBe('Save');
});

it('the proof of right-to-left turns the page, with the words of English', async () => {
  const { speak } = await import('./i18n');

  await speak('ar-XB');

  expect(asked).toEqual(['en.core']);
  expect(page.documentElement).toEqual({ lang: 'ar-XB', dir: 'rtl' });
});

it.each([
  ['?lang=en', null, ['zh-CN'], 'en'],
  ['?lang=en-XA', null, ['zh-CN'], 'en-XA'],
  ['?lang=tlh', null, ['en-GB'], 'en'],
  ['?lang=toString', null, ['en'], 'en'],
  ['', 'en', ['zh-CN'], 'en'],
  ['', 'a language we had once', ['en'], 'en'],
  ['', null, ['fr', 'en-GB', 'zh'], 'en'],
  ['', null, ['zh-TW', 'en'], 'zh-CN'],
  ['', null, ['fr'], 'zh-CN'],
])('starts, asked %j, having kept %j, in a browser for %j, with %s', async (search, kept, languages, first) => {
  vi.stubGlobal('location', { search });
  vi.stubGlobal('localStorage', { getItem: () => kept });
  vi.stubGlobal('navigator', { languages });
  const { firstLanguage } = await import('./i18n');

  expect(firstLanguage()).toBe(first);
});

it('starts in the language of the browser where storage is refused', async () => {
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', { languages: ['en'] });
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse });
  const { firstLanguage } = await import('./i18n');

  expect(firstLanguage()).toBe('en');
});
