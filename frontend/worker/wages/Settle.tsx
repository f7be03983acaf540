/** The questions that keep a legal check from being sharp, each answered by one tap where it stands. */
import { useBook, type Floors } from './ready';
import { t } from '../../lib/i18n';
import { today } from '../../lib/clock';
import { jobOf, periodAt, type Book } from '../../lib/jobs';
import { keep, keepAll } from '../app/keep';
import type { Bodies, Period, Row } from '../../lib/records';
import { daysBetween } from '../../lib/wage/day';
import { Button } from '../../ui/form';
import { markOf, tierName } from './words';
import { floorRegion } from '../../lib/wage/floors';

export type Question = 'all_paid' | 'full_month' | 'waiting' | 'training' | 'tier' | 'place' | 'overtime' | 'log';

const OF_JOB: Question[] = ['place', 'tier', 'waiting'];

/** List what only the worker can say about a period, the plainest first. */
export function openQuestions({ closed, legal, minutes, starts_on, ends_on }: Period, { body }: Row<'engagement'>): Question[] {
  const has = (reason: string) => legal.reasons.includes(reason);
  const open = (why: string) => minutes.some((row) => row.why === why && row.minutes > 0);
  const ran = body.began_on <= starts_on && (!body.ended_on || body.ended_on >= ends_on);
  const month = body.pay_period.kind === 'month' && ran && legal.kinds.includes('full_time');
  const whole = closed && month && !legal.full_month && !has('no_time');
  const asked: [Question, boolean][] = [
    ['all_paid', !closed],
    ['log', closed && has('no_time')],
    ['full_month', whole && !legal.conditional], // it alone may turn "not below" around
    ['place', has('no_floor') && !body.place.region],
    ['tier', has('tier_unknown')],
    ['waiting', open('not_asked')],
    ['training', open('not_said')],
    ['full_month', whole && legal.conditional],
    ['overtime', has('overtime_unknown')],
  ];
  return asked.filter(([, stands]) => stands).map(([question]) => question);
}

interface Props {
  engagement: Row<'engagement'>;
  period: Period;
  floors: Floors;
  most: number; // questions at a time
  ofJob: boolean; // also ask what is the same for all pay periods of the job
}

interface Answer {
  label: string;
  press?: () => void;
  href?: string;
}

export function Settle({ engagement, period, floors, most, ofJob }: Props) {
  const book = useBook();
  const mark = markOf(book, engagement, period);
  const said = mark?.body.full_month;
  const regions = floors.countries.find((each) => each.id === engagement.body.place.country)?.regions.length ?? 0;
  const asked = openQuestions(period, engagement).filter((each) => (each === 'full_month' ? said == null : each !== 'place' || regions > 0));
  const questions = asked.filter((each) => ofJob || !OF_JOB.includes(each));
  const say = (part: Partial<Bodies['period_mark']>) =>
    void keep('period_mark', { engagement_id: engagement.id, for_period: period.starts_on, all_paid: false, ...mark?.body, ...part }, mark);
  const terms = (part: Partial<Bodies['engagement']>) => void keep('engagement', { ...engagement.body, ...part }, engagement);
  const training = (required: boolean) => {
    const open = book.time_entry.filter(({ body }) => belongs(body, engagement.id, period) && needsSaying(body));
    void keepAll(open.map((row) => ({ kind: 'time_entry' as const, body: { ...row.body, required }, row })));
  };
  const { place } = engagement.body;
  const answers: Record<Question, Answer[]> = {
    all_paid: [{ label: t('settle.all_paid'), press: () => say({ all_paid: true }) }],
    log: [{ label: t('settle.log'), href: '#/today/log' }],
    place: [{ label: t('settle.place'), href: `#/today/job/${engagement.id}` }],
    tier: tiersOf(floors, engagement.body.place).map((tier) => ({
      label: tierName(tier, place, floors, true),
      press: () => terms({ place: { ...place, tier } }),
    })),
    waiting: [
      { label: t('job.waiting_stay'), press: () => terms({ waiting_required: true }) },
      { label: t('job.waiting_free'), press: () => terms({ waiting_required: false }) },
    ],
    training: [
      { label: t('settle.they_asked'), press: () => training(true) },
      { label: t('settle.own_choice'), press: () => training(false) },
    ],
    full_month: [
      { label: t('settle.every_day'), press: () => say({ full_month: true }) },
      { label: t('settle.missed_some'), press: () => say({ full_month: false }) },
    ],
    overtime: [{ label: t('settle.see_payments'), href: `#/pay/payment/${paidBy(book, engagement, period)}` }],
  };
  return (
    <>
      {questions.slice(0, most).map((question) => (
        <Ask key={question} question={question} answers={answers[question]} />
      ))}
    </>
  );
}

function Ask({ question, answers }: { question: Question; answers: Answer[] }) {
  return (
    <div class="settle noprint" role="group" aria-label={t(`settle.ask.${question}`)}>
      <span>{t(`settle.ask.${question}`)}</span>
      <div class="answers">
        {answers.map(({ label, press, href }) =>
          href ? (
            <a key={label} class="btn soft small" href={href}>
              {label}
            </a>
          ) : (
            <Button key={label} look="soft" {...(press ? { onPress: press } : {})}>
              {label}
            </Button>
          ),
        )}
      </div>
    </div>
  );
}

/** The payment whose overtime part is asked for; the newest where several came. */
function paidBy(book: Book, engagement: Row<'engagement'>, { starts_on }: Period): string {
  const job = jobOf(book, engagement);
  const own = book.payment.filter(({ body }) => body.engagement_id === engagement.id && body.for_period);
  const found = own.find(({ body }) => periodAt(job, body.for_period!, today()).starts_on === starts_on);
  return found?.id ?? `new/${engagement.id}/${starts_on}`;
}

const needsSaying = (body: Bodies['time_entry']): boolean =>
  (body.activity === 'training' || body.activity === 'test') && body.required == null;

const belongs = (body: Bodies['time_entry'], engagement: string, { starts_on, ends_on }: Period): boolean =>
  body.engagement_id === engagement && daysBetween(starts_on, body.worked_on) >= 0 && daysBetween(body.worked_on, ends_on) >= 0;

function tiersOf(floors: Floors, place: Bodies['engagement']['place']): string[] {
  const region = floorRegion(floors.floors, place);
  const here = floors.floors.filter((row) => row.country === place.country && row.region === region);
  return [...new Set(here.map((row) => row.tier))].filter(Boolean).sort(); // '': the source names no tier
}
