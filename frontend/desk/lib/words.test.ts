import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstLanguage, language, say, speak, t, type Key } from './words';

const k = (key: string) => key as Key;
let kept: Record<string, string>;

beforeEach(() => {
  kept = {};
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept[key] ?? null });
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', { languages: ['sw', 'en-KE', 'zh'] });
});

afterEach(() => vi.unstubAllGlobals());

it('fills in values and picks the plural by n', () => {
  say('en', { greet: '{who} and {who}', min: { one: '{n} minute', other: '{n} minutes' } });

  expect([t(k('greet'), { who: 'Ada' }), t(k('min'), { n: 1 }), t(k('min'), { n: 0 })]).toEqual(['Ada and Ada', '1 minute', '0 minutes']);
  expect(t(k('no.such'))).toBe('no.such');
});

it('speaks first what the address asks for, then what was chosen here, then what the browser asks for', () => {
  expect(firstLanguage()).toBe('en');
  kept['gongyou.desk.language'] = 'zh-CN';
  expect(firstLanguage()).toBe('zh-CN');
  vi.stubGlobal('location', { search: '?lang=en' });
  expect(firstLanguage()).toBe('en');
});

it('takes no language that it has no words for, nor one of the names that every object has: whoever reads neither gets English', () => {
  kept['gongyou.desk.language'] = 'constructor';
  vi.stubGlobal('location', { search: '?lang=xx' });
  vi.stubGlobal('navigator', { languages: ['fr'] });

  expect(firstLanguage()).toBe('en');
  vi.stubGlobal('navigator', { languages: ['fr', 'zh-HK', 'en'] });
  expect(firstLanguage()).toBe('zh-CN');
});

it('keeps the old words when the new ones cannot be had', async () => {
  say('en', { a: 'one' });
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));

  await expect(speak('zh-CN')).rejects.toThrow('503');

  expect([language.value, t(k('a'))]).toEqual(['en', 'one']);
});
