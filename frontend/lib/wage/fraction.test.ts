import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, decimal, floor, fraction, inMinor, larger, over, plus, round, shortest, smaller, times } from './fraction';

describe('fractions', () => {
  it('reads a decimal string of six places exactly', () => {
    expect(compare(decimal('0.000001'), fraction(1, 1_000_000))).toBe(0);
    expect(compare(decimal('18047.4'), fraction(180474, 10))).toBe(0);
    expect(compare(decimal('007.50'), fraction(15, 2))).toBe(0);
  });

  it.each(['', '.5', '1.', '-1', '1e3', '0.0000001', ' 1', '１', '1,5'])('refuses %j as an amount', (text) => {
    expect(() => decimal(text)).toThrow(RangeError);
  });

  it('refuses a float, so that none can enter a sum', () => {
    expect(() => fraction(0.5)).toThrow(RangeError);
  });

  it.each([
    [1, 2, 1],
    [-1, 2, -1],
    [49, 100, 0],
    [-49, 100, 0],
    [5, 2, 3],
    [-5, 2, -3],
    [149, 100, 1],
  ])('rounds %i/%i half away from zero to %i', (n, d, expected) => {
    expect(round(fraction(n, d))).toBe(expected);
  });

  it('never answers minus zero, which JSON and Object.is would show', () => {
    expect(Object.is(round(fraction(-1, 3)), 0)).toBe(true);
  });

  it('writes a rate in its shortest form', () => {
    expect(['20.00', '007.50', '0.080', '0', '0.0', '100', '0.123456'].map(shortest)).toEqual([
      '20',
      '7.5',
      '0.08',
      '0',
      '0',
      '100',
      '0.123456',
    ]);
  });

  it('rounds down below zero too', () => {
    expect([floor(fraction(-1, 2)), floor(fraction(3, 2)), floor(fraction(-2))]).toEqual([-1n, 1n, -2n]);
  });

  it('keeps minor digits of 0, 2 and 3', () => {
    expect([0, 2, 3].map((digits) => round(inMinor('12.3456', digits)))).toEqual([12, 1235, 12346]);
  });

  it('compares by cross-multiplication where rounded figures would be equal', () => {
    const [third, nearly] = [fraction(1, 3), decimal('0.333333')];
    expect([compare(third, nearly), compare(nearly, third), compare(third, fraction(2, 6))]).toEqual([1, -1, 0]);
    expect([smaller(third, nearly), larger(third, nearly)]).toEqual([nearly, third]);
  });

  it('adds, multiplies and divides as integers do', () => {
    const integer = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: 1, max: 1e6 }), (a, b, c) => {
        expect(compare(plus(fraction(a, c), fraction(b, c)), fraction(a + b, c))).toBe(0);
        expect(compare(over(times(fraction(a), fraction(c)), fraction(c)), fraction(a))).toBe(0);
      }),
    );
  });
});
