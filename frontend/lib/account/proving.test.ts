import { expect, test } from 'vitest';

import { invitationIn, placesOf } from './proving';

const TOKEN = 'Zk3_x-'.repeat(6);
const PRINT = '0123456789abcdef'.repeat(2);

test('an invitation is read from a whole link, from what follows its #, and from the token alone', () => {
  const both = { token: TOKEN, fingerprint: PRINT };

  expect(invitationIn(` https://union.example/#/join/${TOKEN}.${PRINT}\n`)).toEqual(both);
  expect(invitationIn(`${TOKEN}.${PRINT}`)).toEqual(both);
  expect(invitationIn(TOKEN)).toEqual({ token: TOKEN });
});

test('what is no invitation, or was cut off, is not taken for one', () => {
  for (const wrong of ['', 'https://union.example/', 'abc', `${TOKEN}.${PRINT.slice(1)}`, `${TOKEN}.`, `${TOKEN} ${PRINT}`]) {
    expect(invitationIn(wrong), wrong).toBeUndefined();
  }
});

test('the places asked for are different, in order, and any of them can come', () => {
  const seen = new Set<number>();
  for (let i = 0; i < 300; i++) {
    const places = placesOf(3, 12, () => ((i * 7919) % 300) / 300);
    expect(new Set(places).size).toBe(3);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
    places.forEach((at) => seen.add(at));
  }

  expect(placesOf(3, 12, () => 0)).toEqual([0, 1, 2]);
  expect(placesOf(3, 12, () => 0.999)).toEqual([9, 10, 11]);
  expect(seen.size).toBe(12);
});
