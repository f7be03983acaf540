import { expect, test } from 'vitest';

import { invitationIn } from './proving';
import { codeIn, inGroups, joinLink, organizationIn, standingOf } from './vouching';

const CODE = '7K2M90XQ1T';
const TOKEN = 'Zk3_x-aB09'.repeat(2) + 'cd';
const PRINT = '0123456789abcdef'.repeat(2);

test('a code is understood in any case, with gaps, full-width, and with the letters that people take for digits', () => {
  for (const typed of [CODE, '7k2m90xq1t', ' 7K2M9 0XQ1T\n', '7k2m9-0xq1t', '7K2M9OXQIT', '7k2m9oxqlt', '７Ｋ２Ｍ９ ０ＸＱ１Ｔ', inGroups(CODE)]) {
    expect(codeIn(typed), typed).toBe(CODE);
  }
});

test('what is too short, too long, or holds a letter that no code has, is no code', () => {
  for (const typed of ['', CODE.slice(1), `${CODE}0`, '7K2M90XQ1U', '7K2M90XQ1号']) expect(codeIn(typed), typed).toBeUndefined();
});

test('a code is shown in two groups', () => {
  expect(inGroups(CODE)).toBe('7K2M9 0XQ1T');
});

test('an invitation link carries the token behind the #, and the fingerprint where there is one', () => {
  const link = joinLink('https://union.example', { token: TOKEN, fingerprint: PRINT, expires_on: '2026-12-22' });

  expect(new URL(link).pathname).toBe('/');
  expect(link).toBe(`https://union.example/#/join/${TOKEN}.${PRINT}`);
  expect(joinLink('https://union.example', { token: TOKEN, fingerprint: null, expires_on: '2026-12-22' })).toBe(`https://union.example/#/join/${TOKEN}`);
});

test('the phone that gets a link reads out of it what was put in', () => {
  const link = (fingerprint: string | null) => joinLink('http://127.0.0.1:8000', { token: TOKEN, fingerprint, expires_on: '2026-12-22' });

  expect(invitationIn(link(PRINT))).toEqual({ token: TOKEN, fingerprint: PRINT });
  expect(invitationIn(link(null))).toEqual({ token: TOKEN });
});

test("an organization's id is read in any case, and a part of one is not", () => {
  const id = '019a0000-0000-7000-8000-00000000000a';

  expect(organizationIn(` ${id.toUpperCase()} `)).toBe(id);
  expect(organizationIn(id.slice(1))).toBeUndefined();
});

test('an account counts, lacks words, or lacks only days; one that work let in never counts', () => {
  const stands = (organizer_words: number, member_words: number, vouched = false, proof: 'invitation' | 'work' = 'invitation') =>
    standingOf({ proof, vouched: { vouched, organizer_words, member_words, old_enough_on: '2026-12-06' } });

  expect(stands(0, 2, true)).toBe('counted');
  expect(stands(0, 0)).toBe('words');
  expect(stands(0, 1)).toBe('words');
  expect(stands(0, 2)).toBe('days');
  expect(stands(1, 0)).toBe('days');
  expect(stands(1, 2, false, 'work')).toBe('work');
});
