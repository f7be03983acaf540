import { expect, test } from 'vitest';

import { entropyOf, newPhrase, phraseKeys, PhraseProblem } from './phrase';

test('a new phrase is twelve words of the language, another each time, and reads back', async () => {
  for (const language of ['en', 'zh-CN']) {
    const made = await Promise.all(Array.from({ length: 8 }, () => newPhrase(language)));
    expect(new Set(made.map(({ words }) => words.join(' '))).size).toBe(8);
    for (const { entropy, words } of made) {
      expect(words).toHaveLength(12);
      expect(await entropyOf(words)).toEqual(entropy);
      expect(await entropyOf(words.join('').length === 12 ? words.join('') : words.join(' '))).toEqual(entropy);
      for (const word of words) expect(word).toMatch(language === 'en' ? /^[a-z]+$/ : /^\p{Script=Han}$/u);
    }
  }
});

test('width, case, numbers and signs between the words do not matter', async () => {
  const { entropy, words } = await newPhrase('en');
  const numbered = words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n');
  const wide = words.join('　').replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

  for (const typed of [numbered, wide, words.join(', '), words.join('-')]) expect(await entropyOf(typed)).toEqual(entropy);
});

test('the word that is in no list is pointed at, and never repeated in the error', async () => {
  const { words } = await newPhrase('en');
  const typed = words.map((word, at) => (at === 4 ? 'gongyuo' : word));

  const problem = (await entropyOf(typed).catch((error: unknown) => error)) as PhraseProblem;

  expect(problem).toMatchObject({ code: 'unknown-word', found: { at: 4 } });
  expect(JSON.stringify(problem) + String(problem)).not.toContain('gongyuo');
  await expect(entropyOf(['的', ...words.slice(1)])).rejects.toMatchObject({ code: 'unknown-word', found: { at: 0 } });
});

test('a wrong count and a wrong order are told apart', async () => {
  const eleven = 'abandon '.repeat(11);
  await expect(entropyOf(eleven)).rejects.toMatchObject({ code: 'count', found: { count: 11 } });
  await expect(entropyOf('')).rejects.toMatchObject({ code: 'count', found: { count: 0 } });
  await expect(entropyOf(eleven + 'abandon')).rejects.toMatchObject({ code: 'checksum' });
  await expect(entropyOf('about ' + eleven)).rejects.toMatchObject({ code: 'checksum' });
});

test('what a phrase shows the service is not what it wraps with', async () => {
  const { recoveryKey, wrapKey } = await phraseKeys(new Uint8Array(16));
  const asWrap = await crypto.subtle.importKey('raw', recoveryKey, 'AES-GCM', false, ['encrypt']);
  const how = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const [one, other] = await Promise.all([wrapKey, asWrap].map((key) => crypto.subtle.encrypt(how, key, recoveryKey)));

  expect(Buffer.from(one!)).not.toEqual(Buffer.from(other!));
  expect(wrapKey.extractable).toBe(false);
});
