/** The real hourly wage of one currency: the one big figure, its yardstick, and its sum one tap away. */
import type { ComponentChildren } from 'preact';
import { duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { RealWage } from '../../lib/records';
import { day } from '../../lib/format';
import { Card, Figure, Notice, Sum } from '../../ui/basics';

interface Shown {
  wage: RealWage;
  digits: number;
}

interface Props extends Shown {
  side: string;
  floors: string; // the minimum wages that the yardstick was made from, in one line
  open?: boolean; // the sum stands open, for paper
  children: ComponentChildren;
}

export function WageCard({ wage, digits, side, floors, open, children }: Props) {
  const hourly = wage.agreed_hourly_minor;
  return (
    <Card title={t('wage.title')} side={side}>
      <Headline wage={wage} digits={digits} />
      <Yardstick wage={wage} digits={digits} />
      {wage.yardstick_low_minor !== null && floors && <small>{floors}</small>}
      {wage.unpaid_periods.length > 0 && !['nothing_paid', 'other_currency'].includes(wage.state) && (
        <Notice tone="amber">{t('wage.unpaid_periods', { days: wage.unpaid_periods.map((each) => day(each)).join(t('pay.comma')) })}</Notice>
      )}
      {hourly !== null && wage.state !== 'not_closed' && (
        <small>{t('wage.still_open', { amount: money(hourly, wage.currency, digits) })}</small>
      )}
      <Sum label={t('app.how')} open={open ?? false}>{children}</Sum>
    </Card>
  );
}

/** The figure in the words of its state; nothing paid is never shown as a wage of 0. */
function Headline({ wage, digits }: Shown) {
  const amount = (minor: number) => money(minor, wage.currency, digits);
  const per = t('wage.hour');
  switch (wage.state) {
    case 'known':
      return <Figure value={amount(wage.hourly_minor ?? 0)} per={per} />;
    case 'paid_to_work':
      return (
        <>
          <Figure value={amount(wage.hourly_minor ?? 0)} per={per} tone="amber" />
          <p class="amber">▲ {t('wage.paid_to_work', { amount: amount(-wage.kept_minor), time: duration(wage.minutes) })}</p>
        </>
      );
    case 'nothing_paid':
      return (
        <>
          <Figure value={duration(wage.minutes)} tone="amber" />
          <p class="amber">▲ {t('wage.nothing_paid')}</p>
        </>
      );
    case 'not_closed':
      return wage.agreed_hourly_minor === null ? (
        <p>{t('wage.none_yet')}</p>
      ) : (
        <>
          <Figure value={amount(wage.agreed_hourly_minor)} per={per} tone="quiet" />
          <p>{t('wage.not_closed')}</p>
        </>
      );
    default:
      return <p>{t(wage.state === 'no_time' ? 'wage.no_time' : 'wage.other_currency')}</p>;
  }
}

/** What the minimum wage would give for the same time: a yardstick, never a word on law, never red. */
function Yardstick({ wage, digits }: Shown) {
  const { yardstick_low_minor: low, yardstick_high_minor: high, yardstick: word } = wage;
  if (!['known', 'nothing_paid', 'paid_to_work'].includes(wage.state)) return null;
  if (low === null || high === null) return <small>{t('yard.unknown')}</small>;
  const got = Math.max(0, wage.hourly_minor ?? 0);
  const full = Math.max(got, high) * 1.08 || 1;
  const amount = (minor: number) => money(minor, wage.currency, digits);
  const floor = low === high ? amount(low) : t('pay.from_to', { low: amount(low), high: amount(high) });
  const gap = low - (wage.hourly_minor ?? 0);
  const marks = low === high ? [low] : [low, high];
  return (
    <>
      <div class={`yard ${word}`} aria-hidden="true">
        <i style={{ width: `${(got / full) * 100}%` }} />
        {marks.map((at) => (
          <b key={at} style={{ insetInlineStart: `${(at / full) * 100}%` }} />
        ))}
      </div>
      <div class="head">
        <span class={word === 'less' ? 'amber' : 'teal-ink'} role="status">
          {t(word === 'between' && low === high ? 'yard.at_least' : `yard.${word}`, { amount: floor })}
        </span>
        {word === 'less' && <span class="num">{t('yard.gap', { amount: amount(gap) })}</span>}
      </div>
    </>
  );
}
