/** The ledger of rejected work, by month and project, with its trend. */
import { signal } from '@preact/signals';
import { today } from '../../lib/clock';
import { count, duration, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import { spanAround, type Book, type Span } from '../../lib/jobs';
import type { Row } from '../../lib/records';
import { Card, Empty, Figure, Line, List, Sum } from '../../ui/basics';
import { byProject, pending, reasons, waited, type Group, type Waited } from './ledger';
import { digitsOf, Ready, useBook, type Floors } from './ready';
import { SpanPick } from './SpanPick';
import { Trend } from './Trend';
import { jobName, spanName, word } from './words';

const chosen = signal<Span | undefined>(undefined);

export default function RejectedScreen() {
  return <Ready>{(floors) => <Ledger floors={floors} />}</Ready>;
}

function Ledger({ floors }: { floors: Floors }) {
  const book = useBook();
  const day = today();
  const span = chosen.value ?? spanAround('month', day);
  const within = (on: string) => span.first <= on && on <= span.last;
  if (!book.batch.length) {
    return (
      <Empty icon="check" title={t('rejected.empty')}>
        <p>{t('rejected.empty_text')}</p>
        <a class="btn" href="#/today/batch">
          {t('today.batch')}
        </a>
      </Empty>
    );
  }
  const batches = book.batch.filter(({ body }) => within(body.handed_in_on));
  const groups = book.engagement.flatMap((row) => byProject(book, row, digitsOf(floors, row.body.currency), within));
  const currencies = [...new Set(book.engagement.map((row) => row.body.currency))];
  return (
    <>
      <SpanPick span={span} day={day} onPick={(next) => (chosen.value = next)} />
      {!groups.length && <p class="card">{t('rejected.none', { span: spanName(span) })}</p>}
      {currencies.map((currency) => (
        <Worth key={currency} {...{ currency, groups, book, floors, span }} />
      ))}
      {batches.length > 0 && <Reasons batches={batches} />}
      <Waits batches={batches} day={day} />
      <Trend book={book} floors={floors} day={day} />
      <a class="btn" href="#/today/batch">
        {t('today.batch')}
      </a>
    </>
  );
}

interface WorthProps {
  currency: string;
  groups: Group[];
  book: Book;
  floors: Floors;
  span: Span;
}

/** What rejected work and free rework were worth, in all and for each job and project. */
function Worth({ currency, groups, book, floors, span }: WorthProps) {
  const jobs = book.engagement.filter((row) => row.body.currency === currency);
  const own = groups.filter((group) => jobs.some((row) => row.id === group.engagement_id));
  if (!own.length) return null;
  const amount = (minor: number) => money(minor, currency, digitsOf(floors, currency));
  const sum = (of: (group: Group) => number) => own.reduce((all, group) => all + of(group), 0);
  const rework = sum((group) => group.rework_minutes);
  const worth = own.every((group) => group.rework_minor === null) ? null : sum((group) => group.rework_minor ?? 0);
  const named = (group: Group) => {
    const name = jobName(book, jobs.find((row) => row.id === group.engagement_id)!.body);
    return group.project && !name.endsWith(group.project) ? `${name} · ${group.project}` : name;
  };
  return (
    <Card title={t('rejected.worth')} side={spanName(span)}>
      <Figure value={amount(sum((group) => group.rejected_minor))} tone="amber" />
      <small>{t('rejected.how')}</small>
      <List>
        <Line label={t('sum.rejected')} value={tasks(sum((group) => group.rejected), sum((group) => group.submitted))} />
        <Line label={t('rejected.returned')} value={amount(sum((group) => group.returned_minor))} under={t('pay.tasks', { n: sum((g) => g.returned), shown: count(sum((g) => g.returned)) })} />
        <Line label={t('sum.rework')} value={duration(rework)} under={worth === null || !rework ? undefined : t('rejected.rework_worth', { amount: amount(worth) })} />
      </List>
      {own.length > 1 && (
        <Sum label={t('rejected.by_project')} open>
          <List>
            {own.map((group) => (
              <Line key={group.key} label={named(group)} value={amount(group.rejected_minor)} under={group.submitted ? tasks(group.rejected, group.submitted) : `${t('sum.rework')} ${duration(group.rework_minutes)}`} />
            ))}
          </List>
        </Sum>
      )}
    </Card>
  );
}

const tasks = (some: number, all: number): string =>
  t('rejected.of', { some: count(some), all: count(all), share: all ? Math.round((some * 100) / all) : 0 });

function Reasons({ batches }: { batches: Row<'batch'>[] }) {
  const found = reasons(batches);
  if (!found.length) return null;
  return (
    <Card title={t('rejected.reasons')}>
      <List>
        {found.map(({ reason, tasks: n }) => (
          <Line key={reason} label={reason === 'not_written' ? t('rejected.not_written') : word(`reason.${reason}`)} value={t('pay.tasks', { n, shown: count(n) })} />
        ))}
      </List>
    </Card>
  );
}

/** How long an answer and the money took; the median beside the longest, for one late batch must not hide in a mean. */
function Waits({ batches, day }: { batches: Row<'batch'>[]; day: string }) {
  const open = pending(batches, day);
  const answer = waited(batches, 'approved_on');
  const paid = waited(batches, 'paid_on');
  if (!answer && !paid && !open.tasks) return null;
  const under = (found: Waited) => t('rejected.longest', { longest: count(found.longest), n: found.n, shown: count(found.n) });
  const days = (found: Waited) => t('rejected.days', { n: found.median, shown: count(found.median) });
  return (
    <Card title={t('rejected.waits')}>
      <List>
        {answer && <Line label={t('rejected.to_answer')} value={days(answer)} under={under(answer)} />}
        {paid && <Line label={t('rejected.to_pay')} value={days(paid)} under={under(paid)} />}
        {open.tasks > 0 && <Line label={t('rejected.no_answer')} value={t('pay.tasks', { n: open.tasks, shown: count(open.tasks) })} under={t('rejected.oldest', { n: open.days, shown: count(open.days) })} />}
      </List>
    </Card>
  );
}
