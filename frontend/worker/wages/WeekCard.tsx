/** What was logged in a span of days, whatever pay period it belongs to: time by kind, money that came. */
import { day, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Span } from '../../lib/jobs';
import type { Activity } from '../../lib/records';
import { worked } from '../../lib/work';
import { Bar, Card, Line, List } from '../../ui/basics';
import { digitsOf, useBook, type Floors } from './ready';

const COLOURS: Partial<Record<Activity, string>> = { paid_work: 'a1', rework: 'a2', training: 'a3', test: 'a3', waiting: 'a4' };

export function WeekCard({ span, floors }: { span: Span; floors: Floors }) {
  const book = useBook();
  const within = (on: string) => span.first <= on && on <= span.last;
  const entries = book.time_entry.filter(({ body }) => within(body.worked_on));
  const payments = book.payment.filter(({ body }) => within(body.received_on));
  if (!entries.length && !payments.length) return null;
  const minutes = new Map<Activity, number>();
  for (const { body } of entries.filter((row) => row.body.activity !== 'break')) minutes.set(body.activity, (minutes.get(body.activity) ?? 0) + body.minutes);
  const segments = [...minutes]
    .sort(([, a], [, b]) => b - a)
    .map(([activity, sum]) => ({ label: t(`activity.${activity}`), minutes: sum, shown: duration(sum), colour: COLOURS[activity] ?? 'a5' }));
  return (
    <Card title={t('pay.in_days')} side={duration(worked(entries))}>
      {segments.length > 0 && <Bar segments={segments} />}
      {payments.length > 0 && (
        <List>
          {payments.map(({ id, body }) => (
            <Line
              key={id}
              href={`#/pay/payment/${id}`}
              label={t('pay.came_on', { day: day(body.received_on) })}
              value={money(body.amount_minor, body.currency, digitsOf(floors, body.currency))}
            />
          ))}
        </List>
      )}
    </Card>
  );
}
