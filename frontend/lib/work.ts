/** What Today and the calendar read from the log: plain functions over rows, no store and no screen. */
import type { Activity, Bodies, Row } from './records';

export type Entry = Row<'time_entry'>;
export type Job = Row<'engagement'>;
export type Mark = 'paid' | 'part' | 'none';

export const ACTIVITIES: Activity[] = [
  'paid_work',
  'rework',
  'waiting',
  'training',
  'test',
  'meeting',
  'broken_tool',
  'appeal',
  'paperwork',
  'travel',
  'chasing_pay',
  'break',
];

/** Which time a kind of pay usually promises to pay: a salary pays presence, an hour or a piece pays work. */
export function usuallyPaid(basis: string): Activity[] {
  const work: Activity[] = ['paid_work', 'meeting', 'broken_tool'];
  if (basis === 'piece') return ['paid_work'];
  return basis === 'day' || basis === 'month' || basis === 'mixed' ? [...work, 'rework', 'waiting'] : work;
}

/** Jobs that run on a day, the one last used first. */
export function running(jobs: Job[], entries: Entry[], day: string): Job[] {
  const last = new Map<string, string>();
  for (const entry of entries) {
    const id = entry.body.engagement_id;
    if ((last.get(id) ?? '') < entry.id) last.set(id, entry.id);
  }
  return jobs
    .filter((job) => !job.body.ended_on || job.body.ended_on >= day)
    .sort((a, b) => ((last.get(a.id) ?? a.id) < (last.get(b.id) ?? b.id) ? 1 : -1));
}

/** Minutes that take the worker's time but that no rate promises to pay; breaks are neither. */
export function unpaid(entries: Entry[], jobs: Job[]): number {
  const paid = new Map(jobs.map((job) => [job.id, new Set<string>(job.body.paid_activities ?? usuallyPaid('hour'))]));
  return worked(entries.filter(({ body }) => !paid.get(body.engagement_id)?.has(body.activity)));
}

/** Minutes that the work took: all but breaks. */
export function worked(entries: Entry[]): number {
  return entries.reduce((sum, { body }) => sum + (body.activity === 'break' ? 0 : body.minutes), 0);
}

/** How a day stands: all of it promised to be paid, part of it, or none. Null where nothing was logged. */
export function mark(entries: Entry[], jobs: Job[]): Mark | null {
  const all = worked(entries);
  if (!all) return null;
  const without = unpaid(entries, jobs);
  return without === 0 ? 'paid' : without === all ? 'none' : 'part';
}

export function onDay<T extends { body: { worked_on: string } }>(entries: T[], day: string): T[] {
  return entries.filter((entry) => entry.body.worked_on === day);
}

/** The day to repeat: the latest one before `day` on which something was logged. */
export function lastDay(entries: Entry[], day: string): string | undefined {
  return entries
    .map((entry) => entry.body.worked_on)
    .filter((on) => on < day)
    .sort()
    .pop();
}

/** The same time again on another day: kinds and minutes, not the notes or clock times of the day it copies. */
export function repeated(entries: Entry[], day: string, source: 'same_day' | 'later', zone: string): Bodies['time_entry'][] {
  return entries
    .slice()
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ body: { engagement_id, minutes, activity, required } }) => ({
      engagement_id,
      minutes,
      activity,
      worked_on: day,
      source,
      zone,
      ...(required === undefined ? {} : { required }),
    }));
}

/** Minutes by activity, largest first. */
export function byActivity(entries: Entry[]): [Activity, number][] {
  const sums = new Map<Activity, number>();
  for (const { body } of entries) sums.set(body.activity, (sums.get(body.activity) ?? 0) + body.minutes);
  return [...sums].sort((a, b) => b[1] - a[1]);
}

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const iso = (date: Date) => date.toISOString().slice(0, 10);

/** Step days on the calendar; no clock and no zone takes part. */
export function plusDays(day: string, days: number): string {
  return iso(new Date(at(day).getTime() + days * 86_400_000));
}

/** The month of a day as weeks from Monday; null where the month has no such day. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const lead = (at(first).getUTCDay() + 6) % 7;
  const days: (string | null)[] = Array<null>(lead).fill(null);
  for (let day = first; day.startsWith(month); day = plusDays(day, 1)) days.push(day);
  while (days.length % 7) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

export function monthBy(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return iso(new Date(Date.UTC(year, number - 1 + step, 1))).slice(0, 7);
}

/** First and last day of the ISO week, month or year that a day lies in. */
export function spanOf(day: string, size: 'week' | 'month' | 'year'): [string, string] {
  if (size === 'year') return [`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`];
  if (size === 'month') return [`${day.slice(0, 7)}-01`, plusDays(`${monthBy(day.slice(0, 7), 1)}-01`, -1)];
  const monday = plusDays(day, -((at(day).getUTCDay() + 6) % 7));
  return [monday, plusDays(monday, 6)];
}
