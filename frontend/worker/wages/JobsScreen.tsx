/** Every job with its terms; changing them is the form's work. */
import { dated, jobName, placeName, word } from './words';
import { currencyName, duration } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { Card, Line, List } from '../../ui/basics';
import { NoJob } from './missing';
import { Ready, useBook, type Floors } from './ready';

export default function JobsScreen() {
  return <Ready>{(floors) => <Jobs floors={floors} />}</Ready>;
}

function Jobs({ floors }: { floors: Floors }) {
  const book = useBook();
  if (!book.engagement.length) return <NoJob />;
  return (
    <>
      {book.engagement.map((row) => (
        <Job key={row.id} row={row} floors={floors} name={jobName(book, row.body)} />
      ))}
      <a class="btn" href="#/today/job">
        {t('jobs.add')}
      </a>
    </>
  );
}

function Job({ row, name, floors }: { row: Row<'engagement'>; name: string; floors: Floors }) {
  const { body } = row;
  const { kind, starts_on = 1, pay_after_days = 15 } = body.pay_period;
  const rates = body.rates.map((rate) => `${word(`basis.${rate.basis}`)} ${rate.amount} ${currencyName(body.currency)}`);
  const waiting = body.waiting_required == null ? 'jobs.waiting_unasked' : body.waiting_required ? 'job.waiting_stay' : 'job.waiting_free';
  return (
    <Card title={name} side={body.ended_on ? t('jobs.ended', { day: dated(body.ended_on) }) : t('jobs.since', { day: dated(body.began_on) })}>
      <List>
        <Line label={t('job.basis')} value={rates.join(t('pay.comma'))} />
        <Line label={t('job.contract')} value={word(`contract.${body.contract_kind}`)} />
        <Line label={t('job.period')} value={word(`period.${kind}`)} under={kind === 'month' && starts_on > 1 ? t('jobs.starts_on', { n: starts_on }) : undefined} />
        <Line label={t('job.pay_after')} value={t('rejected.days', { n: pay_after_days, shown: pay_after_days })} />
        <Line label={t('job.place')} value={placeName(body.place, floors)} />
        <Line label={t('job.waiting')} value={t(waiting)} />
        {body.weekly_minutes_agreed != null && <Line label={t('job.weekly')} value={duration(body.weekly_minutes_agreed)} />}
        <Line label={t('job.paid_for')} value={body.paid_activities.map((each) => word(`activity.${each}`)).join(t('pay.comma'))} />
      </List>
      <a class="btn soft" href={`#/today/job/${row.id}`}>
        {t('jobs.change')}
      </a>
    </Card>
  );
}
