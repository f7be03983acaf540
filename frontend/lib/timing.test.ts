import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { local } from './clock';
import { marked, sound, split, started, type Instant, type Timer } from './timing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;
const at = (iso: string) => Date.parse(iso);
const minutes = (parts: { worked_on: string; minutes: number }[]) => parts.map((part) => [part.worked_on, part.minutes]);

const moment = (wall: number, over: Partial<Instant> = {}): Instant => ({
  wall,
  mono: 0,
  zone: 'Asia/Shanghai',
  life: 'page',
  hidden: false,
  ...over,
});
const begun = (wall: number): Timer => started({ engagement_id: 'e', activity: 'paid_work' }, moment(wall));
const why = (timer: Timer) => timer.jumps.map((jump) => jump.why);

describe('splitting at midnight', () => {
  test('gives each local day its minutes', () => {
    const start = at('2026-05-14T15:30:00Z'); // 23:30 in Shanghai
    expect(split(start, 2 * HOUR, 'Asia/Shanghai')).toEqual([
      { worked_on: '2026-05-14', starts_at_minute: 1410, minutes: 30 },
      { worked_on: '2026-05-15', starts_at_minute: 0, minutes: 90 },
    ]);
  });

  test.each([
    // New York: 2026-03-08 02:00 becomes 03:00, 2026-11-01 02:00 becomes 01:00
    ['spring forward', 'America/New_York', '2026-03-08T04:30:00Z', 3 * HOUR, [['2026-03-07', 30], ['2026-03-08', 150]]],
    ['fall back', 'America/New_York', '2026-11-01T03:30:00Z', 4 * HOUR, [['2026-10-31', 30], ['2026-11-01', 210]]],
    ['a day of 23 hours', 'Europe/Berlin', '2026-03-28T23:00:00Z', 24 * HOUR, [['2026-03-29', 1380], ['2026-03-30', 60]]],
    // 25 hours are more than a time entry may have, so the day gets two
    ['a day of 25 hours', 'Europe/Berlin', '2026-10-24T22:00:00Z', 25 * HOUR, [['2026-10-25', 1440], ['2026-10-25', 60]]],
    // Cuba goes back at 01:00, to midnight: the new day begins once
    ['a second midnight', 'America/Havana', '2026-11-01T03:00:00Z', 3 * HOUR, [['2026-10-31', 60], ['2026-11-01', 120]]],
    ['exactly to midnight', 'Asia/Shanghai', '2026-05-14T15:00:00Z', HOUR, [['2026-05-14', 60]]],
  ])('counts real minutes over %s', (_, zone, start, ms, expected) => {
    expect(minutes(split(at(start), ms, zone))).toEqual(expected);
  });

  test('rounds the total half up, once, and the parts add up to it', () => {
    const start = at('2026-05-14T15:59:30.000Z'); // half a minute before midnight
    expect(minutes(split(start, 29_999, 'Asia/Shanghai'))).toEqual([]);
    expect(minutes(split(start, 60_000, 'Asia/Shanghai'))).toEqual([['2026-05-14', 1]]);
    expect(minutes(split(start, 90_000, 'Asia/Shanghai'))).toEqual([['2026-05-14', 1], ['2026-05-15', 1]]);

    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Havana');
    const stretch = fc.tuple(fc.integer({ min: at('2025-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }), fc.integer({ min: 0, max: 40 * HOUR }));
    fc.assert(
      fc.property(zones, stretch, (zone, [from, ms]) => {
        const parts = split(from, ms, zone);
        const total = parts.reduce((sum, part) => sum + part.minutes, 0);
        expect(total).toBe(Math.floor(ms / MINUTE + 0.5));
        expect(parts.every((part) => part.minutes >= 1 && part.minutes <= 1440)).toBe(true);
        // a first day of less than half a minute has no part, so the first part may lie between the two
        expect(parts.every((part) => part.worked_on >= local(from, zone).day && part.worked_on <= local(from + ms, zone).day)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('two clocks', () => {
  const start = at('2026-05-14T01:00:00Z');

  test('that agree measure the same', () => {
    const timer = marked(begun(start), moment(start + HOUR, { mono: HOUR + 80_000 }));
    expect(timer.measured).toBe(HOUR);
    expect(why(timer)).toEqual([]);
  });

  test('a page that was closed, or a phone that was off, is bridged by the wall clock', () => {
    const timer = marked(begun(start), moment(start + 9 * HOUR, { mono: 5, life: 'another page' }));
    expect(timer.measured).toBe(9 * HOUR);
    expect(why(timer)).toEqual([]);
  });

  test('a phone that slept in a pocket has not jumped, though its monotonic clock stood still', () => {
    const timer = marked(begun(start), moment(start + 3 * HOUR, { mono: MINUTE, hidden: true }));
    expect(timer.measured).toBe(3 * HOUR);
    expect(why(timer)).toEqual([]);
  });

  test.each([
    ['two years back', -2 * YEAR, 'back', false],
    ['two minutes back', -2 * MINUTE, 'back', true],
    ['two minutes forward', 2 * MINUTE, 'forward', true],
    ['ten years forward', 10 * YEAR, 'forward', false],
  ])('set %s while the page is open: noticed, and the minutes that passed are known', (_, jump, name, believable) => {
    const half = marked(begun(start), moment(start + HOUR / 2, { mono: HOUR / 2 }));
    const timer = marked(half, moment(start + HOUR + jump, { mono: HOUR }));
    expect(why(timer)).toEqual([name]);
    expect(timer.measured).toBe(HOUR);
    expect(sound(timer)).toBe(believable);
  });

  test.each([
    ['two years back', -2 * YEAR, 'back'],
    ['ten years forward', 10 * YEAR, 'gap'],
  ])('set %s while the page is closed: noticed, and only what is certain is counted', (_, jump, name) => {
    const half = marked(begun(start), moment(start + HOUR / 2, { mono: HOUR / 2 }));
    const timer = marked(half, moment(start + HOUR + jump, { mono: 7, life: 'another page' }));
    const later = marked(timer, moment(start + 2 * HOUR + jump, { mono: 7 + HOUR, life: 'another page' }));
    expect(why(later)).toEqual([name]);
    expect(later.measured).toBe(1.5 * HOUR);
    expect(sound(later)).toBe(false);
  });

  test('a clock set back while the phone slept is noticed too', () => {
    const timer = marked(begun(start), moment(start - HOUR, { mono: HOUR / 4, hidden: true }));
    expect(why(timer)).toEqual(['back']);
    expect(timer.measured).toBe(HOUR / 4);
  });

  test('another zone is noted once and changes no minute', () => {
    let timer = begun(start);
    for (const n of [1, 2]) timer = marked(timer, moment(start + n * HOUR, { mono: n * HOUR, zone: 'Africa/Nairobi' }));
    expect(why(timer)).toEqual(['zone']);
    expect(timer.measured).toBe(2 * HOUR);
    expect(timer.zone).toBe('Asia/Shanghai');
  });
});
