import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { clock, day, decimal, hour, money, month, span, toMinor, toRate } from './format';
import { language } from './i18n';

const MOST = 1_000_000_000_000;

afterEach(() => void (language.value = 'zh-CN'));

/** Digits of an amount, whatever a language puts around and between them. */
const bare = (text: string) => text.replace(/[^\d.−]/g, '');

describe('an amount in words', () => {
  it.each([
    ['zh-CN', 146400, 'CNY', 2, '¥1,464.00'],
    ['en', 146400, 'CNY', 2, 'CN¥1,464.00'],
    ['en', 1464, 'JPY', 0, '¥1,464'],
    ['en', 1464, 'KWD', 3, 'KWD\u00a01.464'],
    ['en', 5, 'CNY', 2, 'CN¥0.05'],
    ['en', -5, 'CNY', 2, '−CN¥0.05'],
    ['en', 0, 'JPY', 0, '¥0'],
    ['en', MOST - 1, 'CNY', 2, 'CN¥9,999,999,999.99'],
  ])('is, in %s, %i minor units of %s: %s digits, %s', (spoken, minor, currency, digits, said) => {
    language.value = spoken;
    expect(money(minor, currency, digits)).toBe(said);
  });

  it('takes the digits from our table, not from the browser, which thinks that a rial has none', () => {
    language.value = 'en';
    expect(bare(money(123456, 'IRR', 2))).toBe('1234.56');
    expect(bare(money(123456, 'JPY', 2))).toBe('1234.56');
  });

  it('keeps Latin digits in a right-to-left language', () => {
    language.value = 'ar-XB';
    expect(bare(money(146405, 'CNY', 2))).toContain('1464.05');
  });

  it('says what the plain decimal says, for every amount and currency, to the last unit', () => {
    language.value = 'en';
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(bare(money(minor, 'CNY', digits))).toBe(decimal(minor, digits).replace('-', '−'));
      }),
    );
  });
});

describe('a plain decimal', () => {
  it.each([
    [146400, 2, '1464.00'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [7, 0, '7'],
    [0, 3, '0.000'],
    [-1234, 3, '-1.234'],
    [MOST, 2, '10000000000.00'],
  ])('of %i minor units with %i digits is %s', (minor, digits, text) => {
    expect(decimal(minor, digits)).toBe(text);
  });

  it('is read back as the same amount, up to the most that the schema takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(toMinor(decimal(minor, digits), digits)).toBe(minor);
      }),
      { examples: [[MOST, 0], [MOST, 2], [MOST, 3], [MOST - 1, 2], [0, 0]] },
    );
  });
});

describe('a typed amount', () => {
  it.each([
    ['1,464.5', 2, 146450],
    ['1,464', 2, 146400],
    ['1，464．5', 2, 146450],
    ['1,00,000', 2, 10000000],
    ['１２', 2, 1200],
    ['￥ 12.30', 2, 1230],
    ['1 464.05', 2, 146405],
    ['.5', 2, 50],
    ['5.', 2, 500],
    ['5.', 0, 5],
    ['1,500', 0, 1500],
    ['1.234', 3, 1234],
    ['0.29', 2, 29], // 0.29 * 100 is 28.999999999999996
    ['1.005', 3, 1005],
  ])('%j with %i digits is %i minor units', (typed, digits, minor) => {
    expect(toMinor(typed, digits)).toBe(minor);
  });

  it.each([
    ['0,08', 2, 8],
    ['12,50', 2, 1250],
    ['1464,5', 2, 146450],
    ['0,125', 3, 125],
  ])('with a decimal comma, %j, is never read a hundred times too large', (typed, digits, minor) => {
    expect(toMinor(typed, digits)).toBe(minor);
  });

  it.each([
    ['', 2],
    ['.', 2],
    [',', 2],
    ['-5', 2],
    ['−5', 2],
    ['1.234', 2],
    ['1.5', 0],
    ['12,50', 0],
    ['1.464,50', 2],
    ['1,2,3', 2],
    ['1.2.3', 2],
    ['1e3', 2],
    ['0x10', 2],
    ['十二', 2],
    ['1,500', 3],
    ['10000000000.01', 2],
    ['1000000000001', 0],
    ['99999999999999999999', 0],
  ])('%j is refused where the currency has %i digits', (typed, digits) => {
    expect(toMinor(typed, digits)).toBeNull();
  });
});

describe('a typed rate', () => {
  it.each([
    ['20', '20'],
    ['0.08', '0.08'],
    ['.08', '0.08'],
    ['0,08', '0.08'],
    ['2,5', '2.5'],
    ['１．５', '1.5'],
    ['4,500.00', '4500.00'],
    ['¥20.', '20'],
    ['0.000001', '0.000001'],
    ['999999999999.999999', '999999999999.999999'],
  ])('%j stays the decimal %j', (typed, rate) => {
    expect(toRate(typed)).toBe(rate);
  });

  it.each(['', '.', '-1', '0.0000001', '1.464,50', '1000000000000', '1e3', 'twenty'])('%j is refused', (typed) => {
    expect(toRate(typed)).toBeNull();
  });
});

describe('time and days', () => {
  it('midnight is 00:00, never 24:00', () => {
    const midnight = new Date(2026, 10, 22, 0, 5).getTime();
    for (const spoken of ['zh-CN', 'en']) {
      language.value = spoken;
      expect(hour(midnight)).toBe('00:05');
    }
  });

  it('minutes in tables have two places', () => {
    expect([clock(0), clock(65), clock(1440)]).toEqual(['0:00', '1:05', '24:00']);
  });

  it('a day and a month are those of the calendar, in whatever zone the phone is', () => {
    language.value = 'en';
    expect(day('2026-01-01')).toBe('Jan 1');
    expect(day('2026-01-01', true)).toBe('Thu, Jan 1');
    expect(month('2025-12-31')).toBe('December 2025');
  });

  it('a span of one day is said once', () => {
    language.value = 'en';
    expect(span('2026-01-01', '2026-01-01')).toBe('Jan 1');
    expect(span('2025-12-31', '2026-01-01')).toBe('Dec 31 – Jan 1');
  });
});
