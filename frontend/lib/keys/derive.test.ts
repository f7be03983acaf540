import { afterEach, expect, test, vi } from 'vitest';

import { newPassphrase } from '../backup/passphrase';
import { deriveKeys, normalHandle, normalPassphrase, weak } from './derive';

const SALT = new Uint8Array(16).fill(7);
afterEach(() => void vi.unstubAllGlobals());

test('a passphrase leads to the same keys however its letters are composed', async () => {
  const typed = ['Café Ünal 夜班加油', 'Cafe\u0301 U\u0308nal 夜班加油', '  Café  Ünal－夜班加油\n'];
  const [first, ...others] = await Promise.all(typed.map((each) => deriveKeys(each, SALT)));

  for (const { authKey } of others) expect(authKey).toEqual(first!.authKey);
});

test('another passphrase or another salt leads to other keys', async () => {
  const [one, other, salted] = await Promise.all([
    deriveKeys('my aunt sells blue eels', SALT),
    deriveKeys('my aunt sells blue eel', SALT),
    deriveKeys('my aunt sells blue eels', new Uint8Array(16)),
  ]);

  expect(one.authKey).toHaveLength(32);
  expect(other.authKey).not.toEqual(one.authKey);
  expect(salted.authKey).not.toEqual(one.authKey);
});

test('a megabyte is refused before anything is derived from it', async () => {
  vi.stubGlobal('WebAssembly', undefined); // a derivation would fail otherwise
  for (const typed of ['x'.repeat(1_000_000), '\ufdfa'.repeat(2_000)]) {
    await expect(deriveKeys(typed, SALT)).rejects.toMatchObject({ code: 'too-long' });
    expect(() => weak(typed)).toThrow('too-long');
  }
  await expect(deriveKeys('my aunt sells blue eels', SALT)).rejects.toMatchObject({ code: 'cannot-seal' });
  expect(await normalPassphrase('夜'.repeat(1024))).toHaveLength(1024);
  await expect(normalPassphrase('夜'.repeat(1025))).rejects.toMatchObject({ code: 'too-long' });
});

test('what no keyboard writes is refused, and pictures are letters like others', async () => {
  for (const typed of ['nul \0 in the middle', 'half a \ud83d face', 'escape \u001b[31m', 'next line \u0085 here']) {
    await expect(normalPassphrase(typed)).rejects.toMatchObject({ code: 'unwritable' });
  }
  expect(await normalPassphrase('three 🐟🐟🐟 fish\n')).toBe('three 🐟🐟🐟 fish');
});

test('a generated passphrase is the same in every way of typing it, one of one’s own is not', async () => {
  for (const language of ['en', 'zh-CN']) {
    const made = await newPassphrase(language);
    const normal = made.split('-').join(' ');
    const ways = [made, normal, made.toUpperCase(), made.split('-').join('\u3000'), ` ${made.split('-').join(' – ')} `];
    for (const typed of ways) expect(await normalPassphrase(typed)).toBe(normal);
    if (language !== 'en') expect(await normalPassphrase(made.split('-').join(''))).toBe(normal);
  }
  expect(await normalPassphrase('Apple River Window Stone Xyzzy')).toBe('Apple River Window Stone Xyzzy');
});

test('writing a passphrase in its normal form again changes nothing', async () => {
  for (const typed of ['Apple-River window—stone TIGER', '我家的猫１２只', 'My  aunt']) {
    const once = await normalPassphrase(typed);
    expect(await normalPassphrase(once)).toBe(once);
  }
});

test('what everybody picks is no passphrase', () => {
  const picked = ['woaini5201314520', 'zhangwei13800138000', '我爱你一生一世我爱你一生一世', '好好学习天天向上好好学习'];
  const rows = ['abcdefghijklmnop', 'lkjhgfdsa0987654321', '1qaz2wsx3edc4rfv', 'zxcvbnm,./zxcvbnm'];
  for (const typed of [...picked, ...rows, '！！！！！！！！！！！！！']) expect(weak(typed), typed).toBe('common');
  for (const typed of ['', '   ', '夜班加油', 'tiny one']) expect(weak(typed), typed).toBe('short');
  const fine = ['Lampe brennt um halb drei', '夜班回来先喝一碗热豆浆再睡觉', 'mlima na bahari ya samaki', 'kX9#vQ2!mZ7&'];
  for (const typed of fine) expect(weak(typed), typed).toBeUndefined();
});

test('handles are compared without case, width, spaces and what cannot be seen', () => {
  expect(normalHandle(' Ａnn\u200b Ｌee ')).toBe('annlee');
  expect(normalHandle('ẞ')).toBe('ss');
});
