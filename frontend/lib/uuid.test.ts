import { expect, test } from 'vitest';

import { follow, uuidv7 } from './uuid';

test('ids are version 7 and carry their millisecond', () => {
  const id = uuidv7(0x01a2_0300_0000);
  expect(id).toMatch(/^01a20300-0000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids ascend within a millisecond, past 4,096 of them, and when the clock goes back', () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => uuidv7(0x01a2_0300_0001 - (at % 7) * 1e9));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(10_000);
});

test('ids go on after one that was found', () => {
  const found = '01f00000-0000-7fff-bfff-ffffffffffff';
  follow(found);
  follow('profile');
  expect(uuidv7() > found).toBe(true);
});
