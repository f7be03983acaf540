/** Agreed, received and what lies between, in rounded lines that add up. */
import { count, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import { freeRework, total, type JobFigures } from '../../lib/jobs';
import type { Row } from '../../lib/records';
import { Line, List } from '../../ui/basics';

interface Props {
  jobs: JobFigures[]; // of one currency
  engagements: Row<'engagement'>[];
  digits: number;
}

export function Totals({ jobs, engagements, digits }: Props) {
  const currency = jobs[0]?.currency ?? '';
  const amount = (minor: number) => money(minor, currency, digits);
  const sum = (of: Parameters<typeof total>[1]) => total(jobs, of);
  const rejected = sum((period) => period.rejected);
  const rework = jobs.reduce((all, job) => {
    const terms = engagements.find((row) => row.id === job.id)?.body;
    return all + (terms ? total([job], (period) => freeRework(period, terms)) : 0);
  }, 0);
  const missing = sum((period) => (period.closed ? Math.max(0, period.missing_accepted_minor) : 0));
  const more = sum((period) => Math.max(0, -period.missing_accepted_minor)); // never set off against another period's gap
  const waiting = sum((period) => (period.closed ? 0 : Math.max(0, period.missing_accepted_minor)));
  const foreign = [...new Set(jobs.flatMap((job) => job.other_currencies))].join(t('pay.comma'));
  const why = foreign ? t('sum.missing_foreign', { list: foreign }) : t('sum.missing_why');
  const all = sum((period) => period.agreed_all_minor);
  const accepted = sum((period) => period.agreed_accepted_minor);
  const some = { costs: sum((p) => p.costs_minor), kind: sum((p) => p.in_kind_minor), unpaid: sum((p) => p.unpaid_minutes) };
  return (
    <List>
      <Line label={t(all === accepted ? 'sum.agreed' : 'sum.agreed_all')} value={amount(all)} />
      {all !== accepted && <Line label={t('sum.agreed_accepted')} value={amount(accepted)} />}
      <Line label={t('sum.received')} value={amount(sum((period) => period.received_minor))} />
      <Line label={t('sum.withheld')} value={amount(sum((period) => period.withheld_minor))} />
      <Line label={t('sum.missing')} value={amount(missing)} tone={missing && !foreign ? 'amber' : ''} under={missing ? why : undefined} />
      {more > 0 && <Line label={t('sum.more')} value={amount(more)} />}
      {waiting > 0 && <Line label={t('sum.not_due')} value={amount(waiting)} under={t('sum.not_due_why')} />}
      {some.costs !== 0 && <Line label={t('sum.costs')} value={amount(some.costs)} />}
      {some.kind > 0 && <Line label={t('sum.in_kind')} value={amount(some.kind)} under={t('sum.in_kind_why')} />}
      <Line
        label={t('sum.time')}
        value={duration(sum((period) => period.real_minutes))}
        under={some.unpaid > 0 ? t('today.unpaid', { time: duration(some.unpaid) }) : undefined}
      />
      {rejected > 0 && (
        <Line
          href="#/pay/rejected"
          label={`${t('sum.rejected')} ›`}
          value={amount(sum((period) => period.rejected_minor))}
          under={t('sum.rejected_of', { n: rejected, all: count(sum((period) => period.submitted)), shown: count(rejected) })}
          tone="amber"
        />
      )}
      {rework > 0 && <Line label={t('sum.rework')} value={duration(rework)} tone="amber" />}
    </List>
  );
}
