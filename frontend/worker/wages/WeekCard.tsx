/** What was logged in a span of days, whatever pay period it belongs to: time by kind, money that came. */
import { day, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Span } from '../../lib/jobs';
import { worked } from '../../lib/work';
import { Bar, Card, Line, List } from '../../ui/basics';
import { segmentsOf } from '../worklog/DayBar';
import { digitsOf, useBook, type Floors } from './ready';

export function WeekCard({ span, floors }: { span: Span; floors: Floors }) {
  const book = useBook();
  const within = (on: string) => span.first <= on && on <= span.last;
  const entries = book.time_entry.filter(({ body }) => within(body.worked_on));
  const payments = book.payment.filter(({ body }) => within(body.received_on));
  if (!entries.length && !payments.length) return null;
  const segments = segmentsOf(entries.filter(({ body }) => body.activity !== 'break'), duration);
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
