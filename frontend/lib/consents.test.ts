import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { lastDay, seen, standing, type Consent, type Withdrawal } from './consents';
import type { Purpose } from './records';

interface Case {
  id: string;
  title: string;
  consents: Consent[];
  withdrawals: Withdrawal[];
  purpose: Purpose;
  organization_id: string | null;
  today: string;
  standing: boolean;
}

const folder = new URL('../../tests/vectors/consents/', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: Case[] }).cases);

describe('which consents stand', () => {
  test('has vectors', () => expect(cases.length).toBeGreaterThanOrEqual(12));

  test.each(cases)('$id: $title', ({ consents, withdrawals, purpose, organization_id, today, standing: expected }) => {
    for (const [given, taken] of [[consents, withdrawals], [[...consents].reverse(), [...withdrawals].reverse()]] as const) {
      expect(standing(given, taken, purpose, today, organization_id) !== undefined).toBe(expected);
    }
  });
});

test('a new consent knows of the withdrawals of its purpose and organization only', () => {
  const of = (purpose: Purpose, organization_id: string | null): Withdrawal => ({ purpose, organization_id, withdrawn_on: '2026-05-14' });
  expect(seen([of('copy', null), of('copy', null), of('share', null), of('share', 'x')], 'copy')).toBe(2);
  expect(seen([of('share', null), of('share', 'x')], 'share', 'x')).toBe(1);
});

test('what is allowed lasts a year', () => expect(lastDay('2026-11-22')).toBe('2027-11-22'));
