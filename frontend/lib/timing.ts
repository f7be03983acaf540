/** The timer's arithmetic, without store or page: what two clocks say about one stretch of work. */
import { local } from './clock';
import type { Activity } from './records';

/** What the clocks show at one moment. */
export interface Instant {
  wall: number; // ms since 1970, as the phone's owner set it
  mono: number; // ms since the page began
  zone: string;
  life: string; // which page: monotonic clocks of two pages cannot be compared
  hidden: boolean; // out of sight since the last mark: the phone may have slept, and its monotonic clock stood still
}

interface Jump {
  why: 'forward' | 'back' | 'gap' | 'zone'; // gap: longer than a day between two marks
  from: number; // wall clock at the mark before
  to: number;
}

export interface Timer {
  engagement_id: string;
  activity: Activity;
  required?: boolean;
  started: number; // wall clock
  zone: string; // in which it was started; days are split there
  measured: number; // ms that both clocks, or the trustworthy one, agree on
  jumps: Jump[];
  wall: number; // the last mark
  mono: number;
  life: string;
}

const DRIFT = 90_000;
const DAY = 86_400_000;

export function started(work: Pick<Timer, 'engagement_id' | 'activity' | 'required'>, now: Instant): Timer {
  const { wall, mono, zone, life } = now;
  return { ...work, started: wall, zone, measured: 0, jumps: [], wall, mono, life };
}

/** Go on to `now`: trust the wall clock unless the monotonic one, or good sense, contradicts it. */
export function marked(timer: Timer, now: Instant): Timer {
  const wall = now.wall - timer.wall;
  const mono = now.life === timer.life ? now.mono - timer.mono : undefined;
  const why = jumped(wall, mono, now.hidden);
  const jumps = [...timer.jumps];
  if (why) jumps.push({ why, from: timer.wall, to: now.wall });
  if (now.zone !== timer.zone && !jumps.some((jump) => jump.why === 'zone')) {
    jumps.push({ why: 'zone', from: timer.wall, to: now.wall });
  }
  const measured = timer.measured + Math.max(0, why ? (mono ?? 0) : wall);
  return { ...timer, measured, jumps, wall: now.wall, mono: now.mono, life: now.life };
}

function jumped(wall: number, mono: number | undefined, hidden: boolean): Jump['why'] | undefined {
  if (mono === undefined) return wall < 0 ? 'back' : wall > DAY ? 'gap' : undefined;
  if (wall < mono - DRIFT) return 'back';
  if (hidden) return wall > DAY ? 'gap' : undefined; // while a phone sleeps only the wall clock goes on
  return wall > mono + DRIFT ? 'forward' : undefined;
}

/** Whether start and end by the wall clock can be one stretch of work at all. */
export const sound = ({ started, wall }: Timer): boolean => wall >= started && wall - started <= 2 * DAY;

export interface Part {
  worked_on: string;
  starts_at_minute: number;
  minutes: number;
}

/**
 * Split a stretch of real time at local midnights; minutes are those that passed, also when clocks change.
 *
 * The total is rounded half up once; each day gets what its end rounds to less what went before, so parts add up.
 */
export function split(start: number, ms: number, zone: string): Part[] {
  const parts: Part[] = [];
  const end = start + ms;
  let counted = 0;
  for (let from = start; from < end; ) {
    const until = Math.min(nextDay(from, zone), end);
    const { day, minute } = local(from, zone);
    const upTo = Math.floor((until - start) / 60_000 + 0.5);
    for (let rest = upTo - counted, at = minute; rest > 0; rest -= 1440, at = 0) {
      parts.push({ worked_on: day, starts_at_minute: at, minutes: Math.min(rest, 1440) }); // a day may have 25 hours
    }
    counted = upTo;
    from = until;
  }
  return parts;
}

/** Find the instant, to the second, at which the next local day begins: days of 23 and 25 hours included. */
function nextDay(from: number, zone: string): number {
  const { day } = local(from, zone);
  let before = Math.floor(from / 1000);
  let after = before + 26 * 3600;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (local(middle * 1000, zone).day === day) before = middle;
    else after = middle;
  }
  return after * 1000;
}
