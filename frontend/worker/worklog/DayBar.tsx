/** A day's time as a bar with its figures, and how much of it nobody promised to pay. */
import { clock, duration } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { rows } from '../../lib/store';
import { byActivity, type Entry, unpaid } from '../../lib/work';
import { Bar, Notice, type Segment } from '../../ui/basics';

const COLOURS: Record<string, string> = { paid_work: 'a1', rework: 'a2', training: 'a3', test: 'a3', waiting: 'a4', broken_tool: 'a4', break: 'a4' };

/** Time by kind, the largest first, each kind always in its own colour. */
export const segmentsOf = (entries: Entry[], shown: (minutes: number) => string): Segment[] =>
  byActivity(entries).map(([activity, minutes]) => ({ label: t(`activity.${activity}` as Key), minutes, shown: shown(minutes), colour: COLOURS[activity] ?? 'a5' }));

export function DayBar({ entries }: { entries: Entry[] }) {
  const without = unpaid(entries, rows('engagement').value);
  return (
    <>
      <Bar segments={segmentsOf(entries, clock)} />
      {without > 0 && <Notice tone="amber">{t('today.unpaid', { time: duration(without) })}</Notice>}
    </>
  );
}
