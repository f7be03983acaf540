import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bodies } from '../../lib/records';
import { allOf, differing, merged, wholeSide } from './sides';

const mine = { worked_on: '2026-11-22', minutes: 75, activity: 'waiting', source: 'later', note: 'cold' } as Bodies['time_entry'];
const theirs = { worked_on: '2026-11-22', minutes: 60, activity: 'waiting', source: 'later' } as Bodies['time_entry'];

describe('two versions of one record', () => {
  it('differ only in what says something else', () => {
    expect(differing(mine, theirs)).toEqual(['minutes', 'note']);
    expect(differing({ place: { country: 'CN', tier: '1' } }, { place: { tier: '1', country: 'CN', region: null } })).toEqual([]);
    expect(differing({ rates: [1, 2] }, { rates: [2, 1] })).toEqual(['rates']);
    expect(differing({ minutes: 1 }, { minutes: '1' })).toEqual(['minutes']);
  });

  it('are put together from what was picked, field by field', () => {
    expect(merged(mine, theirs, { minutes: 'theirs', note: 'mine' })).toEqual({ ...mine, minutes: 60 });
    expect(merged(mine, theirs, { minutes: 'mine', note: 'theirs' })).toEqual({ ...theirs, minutes: 75 });
  });

  it('become one side when all of it is picked', () => {
    const fields = differing(mine, theirs);

    expect(merged(mine, theirs, allOf(fields, 'mine'))).toEqual(mine);
    expect(merged(mine, theirs, allOf(fields, 'theirs'))).toEqual(theirs);
    expect(wholeSide(fields, allOf(fields, 'mine'))).toBe('mine');
    expect(wholeSide(fields, { minutes: 'mine', note: 'theirs' })).toBeUndefined();
    expect(wholeSide(fields, { minutes: 'mine' })).toBeUndefined();
  });

  it('never leave a picked field as the other side has it', () => {
    const body = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.oneof(fc.integer(), fc.constant(null), fc.string()));
    const sides = fc.array(fc.constantFrom('mine' as const, 'theirs' as const), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(body, body, sides, (one, two, picked) => {
        const fields = differing(one, two);
        const picks = Object.fromEntries(fields.map((name, at) => [name, picked[at]!]));
        const whole = merged(one as never, two as never, picks);
        for (const name of fields) expect(differing({ x: whole[name] }, { x: (picks[name] === 'mine' ? one : two)[name] })).toEqual([]);
        expect(differing(whole, two).every((name) => fields.includes(name))).toBe(true);
      }),
    );
  });
});
