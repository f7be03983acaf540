/** The running timer: it lives in a sealed draft, so it outlives a closed page, a restart and midnight. */
import type { ReadonlySignal } from '@preact/signals';

import { clock } from './clock';
import type { Activity, Bodies, Row } from './records';
import { draft, saveAll, type Change } from './store';
import { marked, sound, split, started, type Instant, type Timer } from './timing';

export type { Timer } from './timing';

type Entry = Bodies['time_entry'];

/** What stopping gave: the saved rows, or, after a clock jump, what the worker is to choose from. */
export type Stopped =
  | { saved: Row<'time_entry'>[] }
  | { ask: { wall?: Entry[]; measured: Entry[] } }; // wall is absent where the clock makes no sense

const kept = draft<Timer>('timer');
const life = crypto.randomUUID(); // of this page
let hidden = false; // since the last mark

/** The running timer, live; undefined while none runs. */
export const timer: ReadonlySignal<Timer | undefined> = kept.value;

const instant = (): Instant => ({ wall: clock.now(), mono: clock.mono(), zone: clock.zone(), life, hidden });

/** Look for a timer that an earlier page left running, and mark the time from now on. */
export async function resume(): Promise<Timer | undefined> {
  await kept.restore();
  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', () => {
      hidden ||= document.visibilityState === 'hidden';
      beat();
    });
  }
  beat();
  setInterval(beat, 60_000);
  return timer.value;
}

/** Compare the clocks and note where they are now. */
function beat(): void {
  if (!timer.value || !kept.mine.value) return;
  kept.set(marked(timer.value, instant()));
  hidden = false;
}

/** Start the timer; one that runs must be stopped first. */
export async function start(engagement_id: string, activity: Activity, required?: boolean): Promise<Timer> {
  if (timer.value ?? (await kept.restore())) throw new Error('a timer runs');
  hidden = false;
  const begun = started({ engagement_id, activity, ...(required === undefined ? {} : { required }) }, instant());
  kept.set(begun);
  await kept.flush();
  return begun;
}

/** Milliseconds that the running timer shows. */
export const elapsed = (): number => (timer.value ? marked(timer.value, instant()).measured : 0);

/** Tell what stopping now would save; split at local midnight. */
export function preview(now: Instant = instant()): { timer: Timer; wall?: Entry[]; measured: Entry[] } | undefined {
  if (!timer.value) return undefined;
  const at = marked(timer.value, now);
  const wall = sound(at) ? entries(at, at.wall - at.started) : undefined;
  return { timer: at, ...(wall && { wall }), measured: entries(at, at.measured) };
}

/**
 * Stop and save. After a clock jump nothing is saved until the worker has picked a total.
 *
 * Rejects with StoreProblem; the timer then goes on running.
 */
export async function stop(pick?: 'wall' | 'measured'): Promise<Stopped> {
  if (!kept.mine.value) await kept.take();
  const seen = preview();
  if (!seen) return { saved: [] };
  const { timer: at, wall, measured } = seen;
  if (at.jumps.some(({ why }) => why !== 'zone') && !pick) {
    kept.set(at);
    return { ask: { ...(wall && { wall }), measured } };
  }
  const chosen = (pick === 'wall' && wall) || measured;
  if (!chosen.length) await kept.clear(); // under half a minute
  const changes = chosen.map((body): Change => ({ kind: 'time_entry', body }));
  return { saved: chosen.length ? ((await saveAll(changes, kept)) as Row<'time_entry'>[]) : [] };
}

/** Stop, and go on with another activity from the same moment. */
export async function change(activity: Activity, required?: boolean, pick?: 'wall' | 'measured'): Promise<Stopped> {
  const engagement = timer.value?.engagement_id;
  const stopped = await stop(pick);
  if ('saved' in stopped && engagement) await start(engagement, activity, required);
  return stopped;
}

/** Throw the running timer away. */
export const discard = (): Promise<void> => kept.clear();

function entries(at: Timer, ms: number): Entry[] {
  return split(at.started, ms, at.zone).map((part) => ({
    ...part,
    engagement_id: at.engagement_id,
    activity: at.activity,
    ...(at.required === undefined ? {} : { required: at.required }),
    source: 'timer',
    zone: at.zone,
    ...(at.jumps.length ? { clock_jumped: true } : {}),
  }));
}
