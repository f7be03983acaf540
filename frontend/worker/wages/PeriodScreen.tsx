/** Everything about one pay period of one job, with its sum open, for the screen and for paper. */
import { useMemo } from 'preact/hooks';
import { today } from '../../lib/clock';
import { count, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import { figures, jobOf, periodAt, type Book, type JobFigures, type PeriodDays } from '../../lib/pay';
import type { Period, Row } from '../../lib/records';
import { place } from '../../lib/route';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { HowComputed } from './HowComputed';
import { stateOf } from './JobCard';
import { keep } from '../app/keep';
import { LegalCheck } from './LegalCheck';
import { Gone } from './missing';
import { Ready, useBook, type Floors } from './ready';
import { Records, type Money } from './Records';
import { Totals } from './Totals';
import { WageCard } from './WageCard';
import { closedChecks, floorsLine, floorsUsed, jobName, markOf, periodName, word } from './words';

export default function PeriodScreen() {
  return <Ready>{(floors) => <Opened floors={floors} />}</Ready>;
}

function Opened({ floors }: { floors: Floors }) {
  const book = useBook();
  const [, id, day] = place.value.rest;
  const engagement = book.engagement.find((row) => row.id === id);
  const days = engagement && day && /^\d{4}-\d\d-\d\d$/.test(day) ? periodAt(jobOf(book, engagement), day, today()) : null;
  const job = useMemo(() => {
    if (!engagement || !days) return undefined;
    return figures({ ...book, engagement: [engagement] }, { first: days.ends_on, last: days.ends_on }, today(), floors).jobs[0];
  }, [book, engagement, days?.ends_on]);
  const period = job?.periods[0];
  if (!engagement || !days || !job || !period) return <Gone />;
  return <One {...{ book, engagement, job, period, floors }} />;
}

interface Props {
  book: Book;
  engagement: Row<'engagement'>;
  job: JobFigures;
  period: Period;
  floors: Floors;
}

function One({ book, engagement, job, period, floors }: Props) {
  const name = jobName(book, engagement.body);
  const amount = (minor: number) => money(minor, job.currency, job.digits);
  const names = new Map([[job.id, name]]);
  const shared = { digits: job.digits, floors, places: [engagement.body.place] };
  return (
    <>
      <p class="period">
        <b>{name}</b>
        <br />
        {periodName(period)} · {stateOf(period, amount)}
      </p>
      <WageCard wage={job.real_wage} digits={job.digits} side={periodName(period)} floors={floorsLine(floorsUsed(closedChecks([job])), floors)} open>
        <HowComputed jobs={[job]} names={names} wage={job.real_wage} {...shared} />
      </WageCard>
      <Card title={t('period.gap')}>
        <Totals jobs={[job]} engagements={[engagement]} digits={job.digits} />
        <AllPaid {...{ book, engagement, period }} />
      </Card>
      <Agreed period={period} amount={amount} />
      <LegalCheck open {...{ engagement, period, floors }} digits={job.digits} />
      <Records records={moneyOf(book, engagement, period)} floors={floors} newTo={`/new/${engagement.id}/${period.starts_on}`} />
      <Button onPress={() => print()}>{t('period.print')}</Button>
    </>
  );
}

/** What the terms promise, line by line, and what the rejected part of it was. */
function Agreed({ period, amount }: { period: Period; amount: (minor: number) => string }) {
  return (
    <Card title={t('period.agreed')}>
      <List>
        {period.lines.map((line) => (
          <Line key={`${line.basis} ${line.rate} ${line.unit}`} label={word(`basis.${line.basis}`)} value={amount(line.accepted_minor)} under={lineWords(line, amount)} />
        ))}
        {!period.lines.length && <small>{t('period.no_lines')}</small>}
        <Line label={t('period.missing_all')} value={amount(period.missing_all_minor)} under={t('period.missing_sum')} />
      </List>
    </Card>
  );
}

function lineWords(line: Period['lines'][number], amount: (minor: number) => string): string {
  const { basis, rate, counted, counted_accepted: accepted, all_minor: all } = line;
  const whole = /^\d+$/.test(counted) ? Number(counted) : 0;
  if (basis === 'piece') {
    const values = { rate, all: count(Number(counted)), accepted: count(Number(accepted)), unit: line.unit ?? '', amount: amount(all) };
    return t('line.piece', values);
  }
  if (basis === 'hour') return t('line.hour', { rate, time: duration(whole) });
  if (basis === 'day') return t('line.day', { rate, n: whole });
  if (basis === 'month') return counted === '1' ? t('line.month', { rate }) : t('line.month_part', { rate, counted: whole ? duration(whole) : counted });
  return t('line.lump', { rate });
}

/** "All paid": closes a period before its pay day; one tap takes it back. */
function AllPaid({ book, engagement, period }: Pick<Props, 'book' | 'engagement' | 'period'>) {
  const mark = markOf(book, engagement, period);
  if (!mark?.body.all_paid) return null;
  return (
    <Notice>
      {t('period.said_all_paid')}
      <Button look="plain" onPress={() => void keep('period_mark', { ...mark.body, all_paid: false }, mark)}>
        {t('app.undo')}
      </Button>
    </Notice>
  );
}

/** The money records that belong to a pay period, as docs/sums.md assigns them. */
function moneyOf(book: Book, engagement: Row<'engagement'>, period: PeriodDays): Money {
  const job = jobOf(book, engagement);
  const within = (day: string | null | undefined) => day && periodAt(job, day, today()).starts_on === period.starts_on;
  const own = <R extends { body: { engagement_id: string } }>(all: R[]) => all.filter((row) => row.body.engagement_id === engagement.id);
  return {
    payment: own(book.payment).filter((row) => within(row.body.for_period)),
    deduction: own(book.deduction).filter((row) => within(row.body.for_period ?? row.body.withheld_on)),
    cost: own(book.cost).filter((row) => within(row.body.for_period ?? row.body.spent_on)),
  };
}
