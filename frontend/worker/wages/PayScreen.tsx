/** Pay: the real wage first, then what was agreed and what came, then what the law says of each pay period. */
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { today } from '../../lib/clock';
import { t } from '../../lib/i18n';
import { figures, firstSpan, type JobFigures, type Span } from '../../lib/pay';
import type { RealWage } from '../../lib/records';
import { Card, Line, List } from '../../ui/basics';
import { HowComputed } from './HowComputed';
import { JobCard } from './JobCard';
import { NoJob } from './missing';
import { Ready, useBook, type Floors } from './ready';
import { SpanPick } from './SpanPick';
import { Totals } from './Totals';
import { WageCard } from './WageCard';
import { WeekCard } from './WeekCard';
import { closedChecks, floorsLine, floorsUsed, jobName, spanName } from './words';

const chosen = signal<Span | undefined>(undefined); // stays while one looks at other screens

export default function PayScreen() {
  return <Ready>{(floors) => <Pay floors={floors} />}</Ready>;
}

function Pay({ floors }: { floors: Floors }) {
  const book = useBook();
  const day = today();
  const span = useMemo(() => chosen.value ?? firstSpan(book, day, floors), [chosen.value, book, day]);
  const found = useMemo(() => figures(book, span, day, floors), [book, span, day]);
  if (!book.engagement.length) return <NoJob />;
  const names = new Map(book.engagement.map((row) => [row.id, jobName(book, row.body)]));
  const jobs = found.jobs.filter((job) => job.periods.length > 0);
  const unassigned = found.jobs.filter((job) => job.unassigned_minor > 0);
  return (
    <>
      <SpanPick span={span} day={day} onPick={(next) => (chosen.value = next)} />
      {!jobs.length && <p class="card">{t(span.kind === 'week' ? 'pay.no_period_week' : 'pay.no_period')}</p>}
      {found.real_wages.map((wage) => (
        <Wage key={wage.currency} wage={wage} jobs={jobs.filter((job) => job.currency === wage.currency)} {...{ names, floors, span }} />
      ))}
      <Actions />
      {found.real_wages.map(({ currency }) => (
        <Sums key={currency} jobs={jobs.filter((job) => job.currency === currency)} />
      ))}
      <WeekCard span={span} floors={floors} />
      {unassigned.map((job) => (
        <p key={job.id} class="note amber">
          {t('pay.unassigned')} <a href="#/pay/records">{t('pay.unassigned_see')}</a>
        </p>
      ))}
      {jobs.map((job) => (
        <JobCard key={job.id} job={job} name={names.get(job.id) ?? ''} floors={floors} />
      ))}
      {jobs.some(low) && <NowWhat />}
      <Behind />
    </>
  );
}

interface WageProps {
  wage: RealWage;
  jobs: JobFigures[];
  names: Map<string, string>;
  floors: Floors;
  span: Span;
}

function Wage({ wage, jobs, names, floors, span }: WageProps) {
  const book = useBook();
  const digits = jobs[0]?.digits ?? 2;
  const places = book.engagement.filter((row) => jobs.some((job) => job.id === row.id)).map((row) => row.body.place);
  if (!jobs.length) return null;
  return (
    <WageCard wage={wage} digits={digits} side={spanName(span)} floors={floorsLine(floorsUsed(closedChecks(jobs)), floors)}>
      <HowComputed {...{ jobs, names, wage, digits, floors, places }} />
    </WageCard>
  );
}

function Sums({ jobs }: { jobs: JobFigures[] }) {
  const book = useBook();
  if (!jobs.length) return null;
  return (
    <Card>
      <Totals jobs={jobs} engagements={book.engagement} digits={jobs[0]?.digits ?? 2} />
    </Card>
  );
}

/** Whether the time was paid so low that it is worth saying what one can do. */
const low = ({ real_wage, periods }: JobFigures): boolean =>
  real_wage.yardstick === 'less' || ['nothing_paid', 'paid_to_work'].includes(real_wage.state) || periods.some((each) => each.legal.verdict === 'below');

function Actions() {
  return (
    <>
      <a class="btn" href="#/pay/payment">
        {t('pay.add_payment')}
      </a>
      <div class="two">
        <a class="btn quiet" href="#/pay/deduction">
          {t('pay.add_deduction')}
        </a>
        <a class="btn quiet" href="#/pay/cost">
          {t('pay.add_cost')}
        </a>
      </div>
    </>
  );
}

function NowWhat() {
  return (
    <Card title={t('pay.now_what')}>
      <p>{t('pay.now_calm')}</p>
      <List>
        <Line href="#/pay/sheet" label={`${t('pay.now_sheet')} ›`} under={t('pay.now_sheet_why')} />
        <Line href="#/peers" label={`${t('pay.now_call')} ›`} under={t('pay.now_call_why')} />
      </List>
    </Card>
  );
}

function Behind() {
  return (
    <Card>
      <List>
        <Line href="#/pay/rejected" label={`${t('rejected.title')} ›`} />
        <Line href="#/pay/records" label={`${t('pay.all_records')} ›`} />
        <Line href="#/pay/sheet" label={`${t('sheet.title')} ›`} />
        <Line href="#/pay/jobs" label={`${t('jobs.title')} ›`} />
      </List>
    </Card>
  );
}
