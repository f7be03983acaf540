/** One job: its pay periods with their state, and a legal check of each. */
import { money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { JobFigures } from '../../lib/jobs';
import type { Period } from '../../lib/records';
import { Card, Line, List } from '../../ui/basics';
import { LegalCheck, speaks } from './LegalCheck';
import { useBook, type Floors } from './ready';
import { dated, periodName } from './words';

const MOST = 4; // checks of one job on this screen; of more, the newest and those below the floor

export function JobCard({ job, name, floors }: { job: JobFigures; name: string; floors: Floors }) {
  const engagement = useBook().engagement.find((row) => row.id === job.id);
  if (!engagement) return null;
  const periods = [...job.periods].reverse();
  const several = job.periods.length > 1;
  const speaking = periods.filter((period) => speaks(period, engagement));
  const checks = speaking.length > MOST ? speaking.filter((period, at) => at === 0 || period.legal.verdict === 'below') : speaking;
  const amount = (minor: number) => money(minor, job.currency, job.digits);
  return (
    <>
      <Card title={name} side={wageOf(job)}>
        <List>
          {periods.map((period) => (
            <Line
              key={period.starts_on}
              href={`#/pay/period/${job.id}/${period.starts_on}`}
              label={`${periodName(period)} ›`}
              value={amount(period.received_minor)}
              under={stateOf(period, amount)}
            />
          ))}
        </List>
        {job.other_currencies.length > 0 && <small>{t('pay.other_currencies', { list: job.other_currencies.join(t('pay.comma')) })}</small>}
      </Card>
      {checks.length < speaking.length && <small>{t('legal.rest')}</small>}
      {checks.map((period, at) => (
        <LegalCheck key={period.starts_on} first={at === 0} digits={job.digits} name={several ? name : undefined} {...{ engagement, period, floors }} />
      ))}
    </>
  );
}

function wageOf({ real_wage: { hourly_minor, currency }, digits }: JobFigures): string | undefined {
  if (hourly_minor === null) return undefined;
  return `${money(hourly_minor, currency, digits)} / ${t('wage.hour')}`;
}

/** A period's state in words: closed or not, and what is still missing. */
export function stateOf(period: Period, amount: (minor: number) => string): string {
  if (!period.closed) return t('period.open', { day: dated(period.pays_on) });
  if (period.legal.reasons.includes('other_currency')) return t('period.foreign');
  const missing = period.missing_accepted_minor;
  if (missing > 0) return t('period.missing', { amount: amount(missing) });
  return t('period.closed');
}
