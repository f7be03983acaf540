/** Money, time and days in words. Amounts stay integers until they are text: no float ever shows a cent. */
import { local, today } from './clock';
import { language, t } from './i18n';

const spoken = () => (language.value === 'ar-XB' ? 'ar-u-nu-latn' : language.value === 'en-XA' ? 'en' : language.value);

/** An amount of minor units with its currency; `digits` comes from our ISO 4217 table, never from Intl. */
export function money(minor: number, currency: string, digits = 2): string {
  const size = Math.abs(minor).toString().padStart(digits + 1, '0');
  const whole = BigInt(size.slice(0, size.length - digits));
  const rest = digits ? size.slice(-digits) : '';
  const format = new Intl.NumberFormat(spoken(), {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'CNY' && language.value === 'zh-CN' ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const text = format
    .formatToParts(whole)
    .map((part) => (part.type === 'fraction' ? rest : part.value))
    .join('');
  return minor < 0 ? `−${text}` : text;
}

/** "人民币", "Kenyan shillings": a currency's name, for who does not read codes. */
export function currencyName(code: string): string {
  const parts = new Intl.NumberFormat(spoken(), { style: 'currency', currency: code, currencyDisplay: 'name' }).formatToParts(2);
  return parts.find(({ type }) => type === 'currency')?.value ?? code;
}

/** Minor units as a plain decimal, for fields and sheets: 146400 → "1464.00". */
export function decimal(minor: number, digits = 2): string {
  const size = Math.abs(minor).toString().padStart(digits + 1, '0');
  const text = digits ? `${size.slice(0, -digits)}.${size.slice(-digits)}` : size;
  return minor < 0 ? `-${text}` : text;
}

const MOST = 1_000_000_000_000; // minor units, as the schema takes them

/**
 * Digits with at most one point. Commas group digits (1,464 and 1,00,000); a comma that cannot is the decimal comma of
 * half the world: 0,08 must never be read as 008. What remains unclear keeps its comma, and is refused.
 */
function plain(typed: string): string {
  const text = typed.normalize('NFKC').replace(/[\s¥$€£]/g, '');
  const grouped = /^[1-9]\d{0,2}(,\d{2,3})*,\d{3}(\.\d*)?$/.test(text);
  const pointed = grouped ? text.replaceAll(',', '') : text.replace(/^(\d*),(\d*)$/, '$1.$2');
  return pointed.replace(/^\.(?=\d)/, '0.').replace(/\.$/, '');
}

/** What a person typed as minor units; null when it is no amount of this currency. Takes 1,464.5, 1464,5 and １２. */
export function toMinor(typed: string, digits = 2): number | null {
  const found = /^(\d{1,13})(?:\.(\d+))?$/.exec(plain(typed));
  const part = found?.[2] ?? '';
  if (!found || part.length > digits) return null;
  if (digits === 3 && /^\D*[1-9]\d{0,2},\d{3}\D*$/.test(typed.normalize('NFKC'))) return null; // 1,500: dinars or thousands?
  const minor = Number(found[1]! + part.padEnd(digits, '0'));
  return minor > MOST ? null : minor;
}

/** What a person typed as a rate: a decimal string with up to 6 places, or null. */
export function toRate(typed: string): string | null {
  const text = plain(typed);
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? text : null;
}

export function count(n: number): string {
  return new Intl.NumberFormat(spoken()).format(n);
}

/** "2 h 30 min", "2 小时 30 分". */
export function duration(minutes: number): string {
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (!h) return t('time.minutes', { m });
  return m ? t('time.both', { h, m }) : t('time.hours', { h });
}

/** "2:30": for tables. */
export function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

const at = (day: string) => new Date(`${day}T12:00:00Z`);

/** "22 Nov" / "11月22日"; with the weekday when asked. */
export function day(iso: string, weekday = false): string {
  return new Intl.DateTimeFormat(spoken(), {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(weekday ? { weekday: 'short' } : {}),
  }).format(at(iso));
}

/** "November 2026". */
export function month(iso: string): string {
  return new Intl.DateTimeFormat(spoken(), { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(at(iso));
}

/** "14:05" of this phone; `hour12: false` would call midnight 24:00 in English. */
export function hour(ms: number): string {
  return new Intl.DateTimeFormat(spoken(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}

/** "14:05" today, "21 Nov" before: when something came. */
export function when(ms: number): string {
  const on = local(ms).day;
  return on === today() ? hour(ms) : day(on);
}

/** A span of days, shortest form that is clear. */
export function span(first: string, last: string): string {
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}
