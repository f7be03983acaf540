import { expect, test } from 'vitest';
import { due, numbersIn, type Step } from './steps';

const HOUR = 3_600_000;
const step = (within: Step['within']) => ({ within }) as Step;
const late = (within: Step['within'], when: Parameters<typeof due>[1], since = 0) => due([step(within)], when, 0, since)[0]!.late;

test('the first hour is in time within the hour, and may be too late afterwards', () => {
  expect([late('now', 'now'), late('hour', 'hour')]).toEqual([false, false]);
  expect([late('now', 'today'), late('hour', 'earlier')]).toEqual([true, true]);
});

test('the same day is late only when the day is over', () => {
  expect([late('day', 'today'), late('day', 'earlier')]).toEqual([false, true]);
});

test('"just now" is not believed when the page is opened again later', () => {
  expect(late('now', 'now', HOUR - 1)).toBe(false);
  expect(late('now', 'now', HOUR)).toBe(true);
  expect(late('now', 'now', -HOUR)).toBe(false); // the clock was set back
});

test('a step that waits for an answer is never too late', () => {
  expect([late('days', 'earlier'), late('weeks', 'earlier', 900 * HOUR), late('month', 'earlier')]).toEqual([false, false, false]);
});

test('the most urgent step comes first', () => {
  const sorted = due([step('month'), step('day'), step('now'), step('hour')], 'now', 0, 0);

  expect(sorted.map((one) => one.step.within)).toEqual(['now', 'hour', 'day', 'month']);
});

test('a number can be called, a word in brackets may follow, and several may be named', () => {
  expect(numbersIn('96110')).toEqual([{ via: 'call', number: '96110' }]);
  expect(numbersIn('0300 123 2040 (Scotland: 101)').map(({ number }) => number)).toEqual(['0300 123 2040']);
  expect(numbersIn('100, 200 or 234').map(({ number }) => number)).toEqual(['100', '200', '234']);
  expect(numbersIn('SMS to 456')).toEqual([{ via: 'sms', number: '456' }]);
});

test('no number is picked out of a contact that is more than numbers', () => {
  const contacts = ['7726; report@phish.example', '157; WhatsApp 081 157', 'number on the card', 'help.example', 'An app (help.example), +234 809 000 0000'];

  expect(contacts.flatMap(numbersIn)).toEqual([]);
});
