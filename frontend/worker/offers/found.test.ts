import { expect, test } from 'vitest';
import type { CheckRules, Signs } from '../../lib/reference';
import { quote, reasons } from './Found';
import { named } from './Lookup';

const pattern = (id: string, weight: number, stop = false) => ({ id, weight, stop, signals: [], unless: '' });
const rules = { patterns: [pattern('hurry', 2), pattern('fee', 4), pattern('unlock', 3, true)] } as unknown as CheckRules;
const sign = (advice: string) => ({ name: { en: '' }, why: { en: '' }, advice, articles: [] });
const signs = { signs: { hurry: sign('wait'), fee: sign('do_not_pay'), unlock: sign('do_not_pay') } } as unknown as Signs;
const verdict = { level: 'stop' as const, score: 9, hits: ['hurry', 'fee', 'unlock'].map((id) => ({ id, words: [], at: 0 })) };

test('the heaviest reason comes first, and advice is said once', () => {
  const found = reasons('先交钱', verdict, rules, signs);

  expect(found.map(({ id, advised }) => [id, advised])).toEqual([['unlock', false], ['fee', true], ['hurry', false]]);
});

test('a quote begins at a place counted in code points and ends with the sentence', () => {
  expect(quote('😀😀先交199元培训费。名额有限', 2)).toBe('先交199元培训费');
  expect(quote('Pay a fee first!\nThen work', 0)).toBe('Pay a fee first');
  expect(quote('Pay a fee. Then work', 0)).toBe('Pay a fee');
  expect(quote('Pay a registration fee of twenty dollars to get your account', 0)).toBe('Pay a registration fee of twenty dollars to…');
  expect(quote(`先交${'钱'.repeat(60)}`, 0)).toHaveLength(21);
});

const employer = (id: string, ...names: string[]) => ({ id, names, kind: 'platform' as const, country: 'KE' });
const directory = { employers: [employer('brookdata', 'Brookdata', '清溪数据'), employer('brook', 'Brook'), employer('tern', 'Tern')] };
const ids = (typed: string) => named(directory, typed).map(({ id }) => id);

test('a name is found whole or by its beginning, in any width or case, the whole one first', () => {
  expect(ids('ＢＲＯＯＫ ')).toEqual(['brook', 'brookdata']);
  expect(ids('清溪')).toEqual(['brookdata']);
});

test('a name is not found by its middle, by one character or by more than it has', () => {
  expect([...ids('data'), ...ids('清'), ...ids('ternx'), ...ids(' ')]).toEqual([]);
});
