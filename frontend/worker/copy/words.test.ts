import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { clock } from '../../lib/clock';
import type { Reason, SyncState, Unsent } from '../../lib/sync/state';
import { spokenIn } from './a-language';
import { countWords, ICONS, reasonWords, standingWords, whyWaiting } from './words';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const state = (part: Partial<SyncState> = {}): SyncState => ({ is: 'phone', host: '', waiting: 0, reasons: [], ...part });
const stands = (part: Partial<SyncState>): string => standingWords(state(part), 'Poplar Union');
const REASONS: Reason[] = [{ why: 'signed-out' }, { why: 'conflict', n: 2 }, { why: 'invalid', n: 1 }, { why: 'forbidden', n: 3 }, { why: 'stalled', n: 4 }, { why: 'full', n: 5 }, { why: 'holes', n: 2, day: '2026-05-14' }];
const waits = (part: Partial<Unsent>): string => whyWaiting({ op_id: 'o', id: 'r', kind: 'batch', removes: false, changes: 1, made: NOON, ...part });

beforeAll(async () => {
  clock.now = () => NOON;
  await spokenIn('en');
});

describe('how the copy stands', () => {
  it('is one of four states, each in words and with a mark of its own', () => {
    expect(stands({})).toBe('On this phone only');
    expect(stands({ waiting: 3 })).toBe('On this phone · 3 not sent yet');
    expect(stands({ is: 'sending', waiting: 3 })).toBe('Sending · 3');
    expect(stands({ is: 'received', at: NOON })).toMatch(/^Received by Poplar Union · \d\d:\d\d$/);
    expect(stands({ is: 'received' })).toBe('All of it is with Poplar Union');
    expect(stands({ is: 'needs-you' })).toBe('Needs you');
    expect(new Set(Object.values(ICONS)).size).toBe(4);
  });

  it('tells the day of what was received before today, not an hour that could be today', () => {
    expect(stands({ is: 'received', at: NOON - 3 * 86_400_000 })).toBe('Received by Poplar Union · Nov 19');
  });

  it('gives every reason one thing to do', () => {
    const asked = REASONS.map((reason) => reasonWords(reason, 'Poplar Union'));

    expect(asked.every(({ text, todo, href }) => text && todo && href.startsWith('#/'))).toBe(true);
    expect(new Set(asked.map(({ text }) => text)).size).toBe(REASONS.length);
    expect(asked.map(({ text, todo }) => text + todo).join()).not.toMatch(/needs\.|copy\.|undefined|\{/);
  });

  it('says how many entries never came, to whom, and since when', () => {
    expect(reasonWords({ why: 'holes', n: 2, day: '2026-05-14' }, 'Poplar Union').text).toContain('2 entries made on or before May 14 never reached Poplar Union');
    expect(reasonWords({ why: 'holes', n: 1 }, 'Poplar Union').text).toContain('1 entry never reached Poplar Union');
  });

  it('says of each record why it is still here, and names the fields by their labels', () => {
    const errors = [
      { pointer: '/body/submitted', code: 'too-large' },
      { pointer: '/body/unit_price', code: 'not-fitting' },
    ];

    expect(waits({})).toBe('waits to be sent');
    expect(waits({ held: true })).toBe('waits for another one to arrive first');
    expect(waits({ needs: { why: 'invalid', errors } })).toBe('not accepted: How many handed in, Price each');
    expect(waits({ needs: { why: 'invalid', errors: [{ pointer: '/sealed', code: 'too-large' }] } })).toBe('not accepted');
    expect(waits({ needs: { why: 'forbidden' } })).toBe('not sent: your yes is missing');
    expect(waits({ needs: { why: 'unreadable' } })).toBe('this version cannot open it');
  });

  it.each(['zh-CN', 'en'] as const)('tells in %s the very numbers by which people are counted', async (language) => {
    await spokenIn(language);
    const rule = (file: string, name: string) => Number(new RegExp(`^${name} = (\\d+)`, 'm').exec(readFileSync(new URL(`../../../api/statistics/${file}.py`, import.meta.url), 'utf8'))![1]);
    const [k, least, days] = [rule('steps', 'K'), rule('steps', 'NEEDED'), rule('windows', 'DAYS')];

    const numbers = countWords().map((words) => words.match(/\d+/g)!.map(Number));
    await spokenIn('en');

    expect(numbers).toEqual([
      [days, least, k, k],
      [k, k - 1],
    ]);
  });

  it('never uses the words of machines', async () => {
    const said = JSON.stringify(await import('../../texts/copy.json'));

    expect(said).not.toMatch(/\bsync|queue|error \d|同步|队列|错误代码|冲突/i);
  });
});
