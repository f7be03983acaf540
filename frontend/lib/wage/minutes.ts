/** Which minutes count, and where (docs/sums.md, "Which minutes count"). */
import type { Activity, Job, Period, Terms } from '../records';
import { dayNumber } from './day';
import { sum } from './fraction';
import type { Rule } from './reference';

type Row = Period['minutes'][number];
type Standing = readonly [law: Row['in_law'], why: string];

/** By what the standing of each activity in law is told, in the order in which answers list them. */
const STANDING = {
  paid_work: 'work',
  rework: 'work',
  meeting: 'work',
  broken_tool: 'work',
  training: 'asked',
  test: 'asked',
  waiting: 'waiting',
  paperwork: 'rule',
  travel: 'rule',
  appeal: 'own_cause',
  chasing_pay: 'own_cause',
  break: 'break',
} as const;

export const ACTIVITIES = Object.keys(STANDING) as Activity[];

/** Minutes of one day: `waiting` and `training` are those whose standing in law stays open. */
interface DayMinutes {
  real: number;
  paid: number; // of activities that an hour, day or month rate promises to pay
  law: number;
  waiting: number;
  training: number;
}

export interface Timed {
  rows: Row[];
  days: Map<number, DayMinutes>;
}

const answered = (answer: boolean | null | undefined, yes: string, no: string, open: string): Standing =>
  answer == null ? ['open', open] : answer ? ['yes', yes] : ['no', no];

function standing(activity: Activity, required: boolean | null, terms: Terms, rule: Rule | undefined): Standing {
  const by = STANDING[activity];
  if (by === 'asked') return answered(required, 'required', 'own_choice', 'not_said');
  if (by === 'waiting') return answered(terms.waiting_required, 'must_stay', 'free_to_go', 'not_asked');
  if (by !== 'rule') return [by === 'work' ? 'yes' : 'no', by];
  const counts = rule?.counts[activity as 'travel'];
  return [counts ? 'yes' : 'no', counts == null ? 'rule_unknown' : by];
}

const place = (row: Row): number => ACTIVITIES.indexOf(row.activity) * 3 + [true, false, null].indexOf(row.required);

/** Add up a pay period's entries by (activity, required), and by day. */
export function count(entries: Job['entries'], terms: Terms, rule: Rule | undefined): Timed {
  const rows = new Map<string, Row>();
  const days = new Map<number, DayMinutes>();
  const paid = paidActivities(terms);
  for (const { activity, minutes, required = null, worked_on } of entries) {
    const key = activity + required;
    let row = rows.get(key);
    if (!row) {
      const [in_law, why] = standing(activity, required, terms, rule);
      row = { activity, required, minutes: 0, in_real_wage: activity !== 'break', in_law, why };
      rows.set(key, row);
    }
    const number = dayNumber(worked_on);
    const day = days.get(number) ?? { real: 0, paid: 0, law: 0, waiting: 0, training: 0 };
    days.set(number, day);
    row.minutes += minutes;
    if (row.in_real_wage) day.real += minutes;
    if (paid.includes(activity)) day.paid += minutes;
    if (row.in_law === 'yes') day.law += minutes;
    if (row.in_law === 'open') day[activity === 'waiting' ? 'waiting' : 'training'] += minutes;
  }
  return { rows: [...rows.values()].sort((a, b) => place(a) - place(b)), days };
}

/** Name the activities that the terms promise to pay by time. */
export const paidActivities = (terms: Terms): Activity[] =>
  terms.paid_activities ?? ['paid_work', 'meeting', 'broken_tool'];

/** Add up one kind of a period's minutes. */
export const total = (timed: Timed, which: keyof DayMinutes): number => sum(timed.days.values(), which);
