import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clock } from '../../lib/clock';
import { speakHere } from '../overview/an-example';
import { dayHere, nextTry, wornOutOn } from './moments';

const { now, zone } = clock;
const NOW = Date.parse('2026-11-22T20:37:30Z'); // the 23rd in Shanghai

beforeEach(() => {
  speakHere('en');
  clock.now = () => NOW;
  clock.zone = () => 'Asia/Shanghai';
});

afterEach(() => {
  Object.assign(clock, { now, zone });
  vi.unstubAllGlobals();
});

it('a day is the day here, not that of UTC', () => {
  expect(dayHere('2026-11-22T20:37:00Z')).toBe('23 Nov 2026');
  expect(dayHere('2026-11-22T12:00:00Z')).toBe('22 Nov 2026');
  expect(wornOutOn('2026-11-22T20:37:00Z')).toBe('28 Nov 2026');
});

it.each([
  [-60, 'next try in a few seconds'],
  [9, 'next try in a few seconds'],
  [10, 'next try in under a minute'],
  [59, 'next try in under a minute'],
  [60, /^next try \d\d? Nov, \d\d:38$/],
])('a try that is due in %d s: %s', (seconds, said) => {
  expect(nextTry(new Date(NOW + seconds * 1000).toISOString())).toMatch(said);
});
