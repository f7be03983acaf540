/** The phone's clock, its monotonic twin and its zone, in one place so that tests can bring their own. */

export interface Clock {
  now: () => number; // wall clock, ms since 1970; the owner may set it
  mono: () => number; // ms since this page began; never set, but may stand still while the phone sleeps
  zone: () => string; // IANA name
}

export const clock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  zone: zoneNow,
};

let known = { name: '', second: -1 };

/** Ask for the zone once a second at most: the answer takes a cheap phone some milliseconds, and screens ask often. */
function zoneNow(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== known.second) known = { name: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', second };
  return known.name;
}

export const now = (): number => clock.now();
export const zone = (): string => clock.zone();

const formats = new Map<string, Intl.DateTimeFormat>();

function format(place: string): Intl.DateTimeFormat {
  let made = formats.get(place);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: place,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(place, made);
  }
  return made;
}

/** Tell the day (YYYY-MM-DD) and the minute of the day that a clock on the wall of `place` shows at an instant. */
export function local(ms: number, place?: string): { day: string; minute: number } {
  if (place === undefined && clock.zone === zoneNow) return here(ms);
  place ??= clock.zone();
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format(place).formatToParts(ms)) part[type] = value;
  return {
    day: `${part.year!.padStart(4, '0')}-${part.month}-${part.day}`,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
}

/** Tell which day it is there. */
export const today = (place?: string): string => local(clock.now(), place).day;

/** The same from the phone's own zone, without waiting for Intl, whose first answer is slow on a cheap phone. */
function here(ms: number): { day: string; minute: number } {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    day: `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    minute: at.getHours() * 60 + at.getMinutes(),
  };
}
