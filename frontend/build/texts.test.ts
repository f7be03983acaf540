import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTexts, writeDictionaries } from './texts';

let from: string;
let to: string;

beforeEach(() => {
  from = mkdtempSync(join(tmpdir(), 'texts-'));
  to = join(from, 'built', 'texts');
  for (const slice of ['app', 'first', 'worklog']) write(slice, { [`${slice}.save`]: { 'zh-CN': '保存', en: 'Save' } });
});

afterEach(() => rmSync(from, { recursive: true }));

const write = (slice: string, entries: object) => writeFileSync(join(from, `${slice}.json`), JSON.stringify(entries));
const built = (name: string): unknown => JSON.parse(readFileSync(join(to, `${name}.json`), 'utf8'));

describe('building dictionaries', () => {
  it('puts what the first screen needs into one file a language, and every other slice into its own', () => {
    write('wages', { 'pay.hours': { note: 'n is a number', 'zh-CN': '{n} 小时', en: { one: '{n} hour', other: '{n} hours' } } });

    writeDictionaries(from, to);

    expect(built('zh-CN.core')).toEqual({ 'app.save': '保存', 'first.save': '保存', 'worklog.save': '保存' });
    expect(built('en.wages')).toEqual({ 'pay.hours': { one: '{n} hour', other: '{n} hours' } });
  });

  it('counts who has read which language, each by itself', () => {
    write('wages', { 'pay.a': { 'zh-CN': '一', en: 'a', read: { en: 'a union' } }, 'pay.b': { 'zh-CN': '二', en: 'b' } });

    writeDictionaries(from, to);

    expect(built('en.share')).toEqual({ texts: 5, read: 1 });
    expect(built('zh-CN.share')).toEqual({ texts: 5, read: 0 });
  });

  it.each([
    ['missing', {}],
    ['empty', { en: '' }],
    ['null', { en: null }],
  ])('stops at a text whose English is %s, with its file, key and language', (_, over) => {
    write('wages', { 'pay.gap': { 'zh-CN': '缺', ...over } });

    expect(() => writeDictionaries(from, to)).toThrow('frontend/texts/wages.json: pay.gap has no en');
  });

  it('stops at a text without Chinese too', () => {
    write('app', { 'app.gap': { en: 'gap' } });

    expect(() => writeDictionaries(from, to)).toThrow('frontend/texts/app.json: app.gap has no zh-CN');
  });

  it('stops at a file that is not JSON', () => {
    writeFileSync(join(from, 'wages.json'), '{');

    expect(() => writeDictionaries(from, to)).toThrow(SyntaxError);
  });
});

describe('our own texts', () => {
  it.each(['../texts', '../desk/texts'])('in %s never use one key twice: the later part would silently replace the earlier', (folder) => {
    const keys = Object.values(readTexts(new URL(folder, import.meta.url).pathname)).flatMap(Object.keys);

    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
});
