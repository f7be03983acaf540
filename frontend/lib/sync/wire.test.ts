import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { workersVault } from './a-server';
import { fromWire, isConsent, join, PUBLIC, split, toWire, type Fields, type WireKind } from './wire';

const KINDS = Object.keys(PUBLIC) as WireKind[];
const api = JSON.parse(readFileSync(new URL('../../../api/openapi.json', import.meta.url), 'utf8')) as {
  components: { schemas: Record<string, { properties: Record<string, unknown> }> };
};
const schema = (name: string) => Object.keys(api.components.schemas[name]!.properties).sort();
const camel = (kind: string) => kind.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

test.each(KINDS)('of %s the server is sent in clear what its schema has, and nothing else', (kind) => {
  expect(Object.keys(PUBLIC[kind]).sort()).toEqual(schema(`${camel(kind)}Kept`));
});

test('fields with parts are sent in clear with the parts that their schema has, and no other', () => {
  const whole = { rates: [Object.fromEntries(fields('RateKept'))], pay_period: Object.fromEntries(fields('PayPeriod')), place: Object.fromEntries(fields('Place')) };
  const body = { ...whole, rates: [{ ...whole.rates[0], unit: 'picture' }], place: { ...whole.place, street: 'x' } };
  const { open, secret } = split('engagement', body);
  expect(open).toEqual(whole);
  expect(JSON.stringify(secret)).toContain('picture');
  expect(join(open, secret)).toEqual(body);
});

const fields = (name: string) => schema(name).map((field) => [field, 1] as const);

const word = fc.oneof(fc.constantFrom('note', 'zone', 'starts_at_minute', 'payer', 'unit', 'project'), fc.string({ minLength: 1, maxLength: 12 })).filter((name) => !['__proto__', 'inside'].includes(name));
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const rate = fc.record({ basis: fc.constant('piece'), amount: fc.constant('0.20'), unit: fc.option(fc.string(), { nil: undefined }), more: fc.option(value, { nil: undefined }) });

/** A body with some known fields, some that nobody has heard of, and rates. */
const bodyOf = (kind: WireKind) =>
  fc
    .tuple(fc.subarray(Object.keys(PUBLIC[kind]).filter((name) => name !== 'rates')), fc.dictionary(word, value), fc.option(fc.array(rate, { maxLength: 4 })), fc.array(value, { minLength: 40, maxLength: 40 }))
    .map(([names, other, rates, values]): Fields => {
      const body = { ...other, ...Object.fromEntries(names.map((name, at) => [name, values[at]])), ...(kind === 'engagement' && rates && { rates }) };
      return JSON.parse(JSON.stringify(body)) as Fields;
    });

test.each(KINDS)('%s: parted, sealed, opened and joined is what it was, and nothing unknown is in clear', async (kind) => {
  const vault = await workersVault();
  const id = '01890000-0000-7000-8000-000000000001';
  await fc.assert(
    fc.asyncProperty(bodyOf(kind), async (body) => {
      const { open } = split(kind, body);
      expect(Object.keys(open).filter((name) => !(name in PUBLIC[kind]))).toEqual([]);
      if (isConsent(kind)) return;
      const op = { op_id: id, seq: 1, kind: `${kind}.put`, id, base: 0, sealed: await vault.seal(kind, id, body) };
      const sent = JSON.parse(JSON.stringify(await toWire(vault, op, undefined))) as { body: Fields; sealed: string };
      expect([380, 1404, 5500, 21372]).toContain(sent.sealed.length); // 29 bytes more than 256, 1,024, 4,096, 16,000, in base64
      expect(await fromWire(vault, { kind, id, revision: 1, removed: false, body: sent.body, sealed: sent.sealed })).toEqual(body);
    }),
    { numRuns: 40 },
  );
});

test('a sealed part that was moved to another row or kind does not open', async () => {
  const vault = await workersVault();
  const [id, other] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'];
  const sealed = await vault.seal('time_entry', id, { note: 'x' });
  const sent = await toWire(vault, { op_id: id, seq: 1, kind: 'time_entry.put', id, base: 0, sealed }, undefined);
  const stored = { kind: 'time_entry', id, revision: 1, removed: false, body: sent.body, sealed: sent.sealed };
  expect(await fromWire(vault, stored)).toEqual({ note: 'x' });
  await expect(fromWire(vault, { ...stored, id: other })).rejects.toThrow();
  await expect(fromWire(vault, { ...stored, kind: 'batch' })).rejects.toThrow();
});
