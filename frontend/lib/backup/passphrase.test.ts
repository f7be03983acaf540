import { expect, test } from 'vitest';

import { canonical, drawn, newPassphrase } from './passphrase';

test('a passphrase is five words of the language, and another one each time', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => newPassphrase('en')));
  expect(new Set(made).size).toBe(20);
  for (const one of made) expect(one).toMatch(/^[a-z]{3,8}(-[a-z]{3,8}){4}$/);
  expect(await newPassphrase('zh-CN')).toMatch(/^\p{Script=Han}(-\p{Script=Han}){4}$/u);
});

test('every list has 2,048 different words, so that five of them are 55 bits', async () => {
  const lists = [import('@scure/bip39/wordlists/english.js'), import('@scure/bip39/wordlists/simplified-chinese.js')];
  for (const { wordlist } of await Promise.all(lists)) expect(new Set(wordlist).size).toBe(2048);
});

test('numbers are drawn without favouring the low ones', () => {
  const given = [0xffff_ffff, 0xffff_fffe, 7, 12];
  expect(drawn(2, 10, () => given.shift()!)).toEqual([7, 2]); // 2^32 is 6 more than a multiple of 10
});

test('case, spaces and signs between the words do not matter', () => {
  for (const typed of ['apple-bridge', ' Apple  bridge ', 'APPLE, bridge', 'apple–bridge', 'ａpple・bridge']) {
    expect(canonical(typed)).toBe('apple-bridge');
  }
  for (const typed of ['春-山', '春山', '春 山', '春、山']) expect(canonical(typed)).toBe('春-山');
});

test('a passphrase that was made is already as the file has it', async () => {
  for (const language of ['en', 'zh-CN']) {
    const made = await newPassphrase(language);
    expect(canonical(made)).toBe(made);
  }
});
