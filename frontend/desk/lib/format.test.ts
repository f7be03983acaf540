import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { span } from './format';
import { say } from './words';

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: '' } }));
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['en', '2026-08-17', '2026-09-13', '17 Aug – 13 Sept 2026'],
  ['en', '2026-12-14', '2027-01-10', '14 Dec 2026 – 10 Jan 2027'],
  ['zh-CN', '2026-08-17', '2026-09-13', '2026年8月17日–9月13日'],
  ['zh-CN', '2026-12-14', '2027-01-10', '2026年12月14日–2027年1月10日'],
])('in %s the days from %s to %s are %s', (language, first, last, said) => {
  say(language, {});

  expect(span(first, last)).toBe(said);
});
