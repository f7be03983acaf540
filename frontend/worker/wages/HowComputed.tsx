/** The whole sum behind a real wage: minutes, money, pay periods, the division, and the floors beside it. */
import { clock, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { JobFigures } from '../../lib/jobs';
import type { Period, RealWage, Terms } from '../../lib/records';
import { Backing } from './Backing';
import { periodName, word } from './words';
import type { Floors } from './ready';

interface Props {
  jobs: JobFigures[]; // of one currency
  names: Map<string, string>;
  wage: RealWage;
  digits: number;
  floors: Floors;
  places: Terms['place'][];
}

export function HowComputed({ jobs, names, wage, digits, floors, places }: Props) {
  const amount = (minor: number) => money(minor, wage.currency, digits);
  const periods = jobs.flatMap((job) => job.periods);
  const closed = periods.filter((period) => period.closed);
  const sums = { kept: amount(wage.kept_minor), time: duration(wage.minutes), hourly: amount(wage.hourly_minor ?? 0) };
  return (
    <div class="how">
      <h3>{t('how.time')}</h3>
      <Minutes periods={closed.length ? closed : periods} />
      <h3>{t('how.money')}</h3>
      <p class="small">{t('how.kept')}</p>
      <Kept jobs={jobs} names={names} amount={amount} />
      {wage.hourly_minor !== null && <p class="num">{t('how.division', sums)}</p>}
      <p class="small">{t('how.rounding')}</p>
      <Backing checks={closed.map(({ legal }) => legal)} floors={floors} places={places} title={t('how.yardstick')} />
    </div>
  );
}

/** Minutes by activity, and why some are left out. */
export function Minutes({ periods }: { periods: Period[] }) {
  const all = new Map<string, Period['minutes'][number]>();
  for (const row of periods.flatMap((period) => period.minutes)) {
    const key = `${row.activity} ${row.why}`;
    all.set(key, { ...row, minutes: row.minutes + (all.get(key)?.minutes ?? 0) });
  }
  if (!all.size) return <p class="small">{t('how.no_time')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('how.activity')}</th>
          <th scope="col" class="num">{t('how.hours')}</th>
          <th scope="col">{t('how.in_wage')}</th>
          <th scope="col">{t('how.in_law')}</th>
        </tr>
      </thead>
      <tbody>
        {[...all.values()].map((row) => (
          <tr key={row.activity + row.why}>
            <td>
              {word(`activity.${row.activity}`)}
              <br />
              <small>{word(`minutes.why.${row.why}`)}</small>
            </td>
            <td class="num">{clock(row.minutes)}</td>
            <td>{t(row.in_real_wage ? 'how.counted' : 'how.left_out')}</td>
            <td>{t(row.in_law === 'yes' ? 'how.counted' : row.in_law === 'no' ? 'how.left_out' : 'how.open')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface KeptProps {
  jobs: JobFigures[];
  names: Map<string, string>;
  amount: (minor: number) => string;
}

/** Pay periods with their time and money; those not closed yet are named as left out. */
function Kept({ jobs, names, amount }: KeptProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('how.period')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('how.period')}</th>
            <th scope="col" class="num">{t('how.hours')}</th>
            <th scope="col" class="num">{t('how.received')}</th>
            <th scope="col" class="num">{t('how.costs')}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.flatMap((job) =>
            job.periods.map((period) => (
              <tr key={job.id + period.starts_on} class={period.closed ? '' : 'quiet'}>
                <td>
                  {periodName(period)}
                  <br />
                  <small>
                    {[jobs.length > 1 && names.get(job.id), noteOf(period)].filter(Boolean).join(' · ')}
                  </small>
                </td>
                <td class="num">{clock(period.real_minutes)}</td>
                <td class="num">{amount(period.received_minor)}</td>
                <td class="num">{amount(-period.costs_minor)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Why a pay period stands out: left out, or counted without pay. */
function noteOf(period: Period): string | undefined {
  if (!period.closed) return t('how.not_closed');
  return period.received_minor === 0 && period.real_minutes ? t('how.unpaid') : undefined;
}
