/** The legal check of one pay period: the only place that may say "below the legal minimum", and only then in red. */
import { duration, money } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import type { Legal, Period, Row } from '../../lib/records';
import { Card, Line, List, Sum } from '../../ui/basics';
import { Backing } from './Backing';
import { Minutes } from './HowComputed';
import { useBook, type Floors } from './ready';
import { openQuestions, Settle } from './Settle';
import { dated, markOf, periodName, placeName, word } from './words';

interface Props {
  engagement: Row<'engagement'>;
  period: Period;
  digits: number;
  floors: Floors;
  name?: string | undefined;
  open?: boolean; // the sum stands open, for paper
  first?: boolean; // of the job's checks on this screen
}

export function LegalCheck({ engagement, period, digits, floors, name, open, first = true }: Props) {
  const { legal } = period;
  const { currency, place } = engagement.body;
  const monthOpen = openQuestions(period, engagement).includes('full_month') && markOf(useBook(), engagement, period)?.body.full_month == null;
  const sharp = legal.verdict === 'below' && !legal.conditional;
  const ask = legal.verdict === 'between' || legal.verdict === 'unknown' || legal.conditional;
  const reasons = legal.reasons.filter((reason) => !first || !ASKED.includes(reason));
  return (
    <Card title={t('legal.title')} side={periodName(period)} tone={sharp ? 'red' : ''}>
      <div class="legal">
        {name && <small>{name}</small>}
        <p class={`verdict ${sharp ? 'red' : legal.verdict === 'below' ? 'amber' : ''}`}>{t(verdictKey(legal, monthOpen))}</p>
        {legal.due_low_minor !== null && <Amounts legal={legal} amount={(minor) => money(minor, currency, digits)} />}
        {reasons.map((reason) => (
          <p key={reason} class="small">
            {word(`legal.reason.${reason}`, { day: dated(period.pays_on) })}
          </p>
        ))}
        <Settle engagement={engagement} period={period} floors={floors} most={open ? 9 : 2} ofJob={first} />
        {ask && legal.reasons[0] !== 'not_closed' && legal.reasons[0] !== 'no_time' && <Ask country={place.country} />}
        <Sum label={t('app.how')} open={open ?? false}>
          <div class="how">
            <Basis legal={legal} place={placeName(place, floors)} />
            <Minutes periods={[period]} />
            <Backing checks={[legal]} floors={floors} places={[place]} title={t('how.floor')} />
          </div>
        </Sum>
      </div>
    </Card>
  );
}

const ASKED = ['tier_unknown', 'waiting_not_asked', 'training_not_said']; // on the job's first check the question itself stands below

/** A platform, or no known contract, is never told that the law was broken; a full month may still turn "not below". */
function verdictKey({ verdict, conditional, reasons }: Legal, monthOpen: boolean): Key {
  if (verdict === 'not_below' && monthOpen && !conditional) return 'legal.not_below_yet';
  if (verdict === 'below' || verdict === 'not_below') return conditional ? `legal.if.${verdict}` : `legal.${verdict}`;
  if (verdict === 'between') return 'legal.between';
  return reasons[0] === 'not_closed' ? 'legal.later' : 'legal.unknown';
}

function Amounts({ legal, amount }: { legal: Legal; amount: (minor: number) => string }) {
  const { due_low_minor: low, due_high_minor: high, countable_low_minor: least, countable_high_minor: most } = legal;
  const span = (from: number, to: number) =>
    from === to ? amount(from) : t('pay.from_to', { low: amount(from), high: amount(to) });
  const gap = (low ?? 0) - (most ?? 0);
  return (
    <List>
      <Line label={t('legal.counted')} value={span(least ?? 0, most ?? 0)} />
      <Line label={t('legal.due')} value={span(low ?? 0, high ?? 0)} />
      {legal.verdict === 'below' && <Line label={t(low === high && least === most ? 'legal.gap' : 'legal.gap_least')} value={amount(gap)} />}
    </List>
  );
}

/** What was held against which minimum, and how the kind of work was told. */
function Basis({ legal, place }: { legal: Legal; place: string }) {
  const kinds = legal.kinds.map((kind) => word(`legal.kind.${kind}`)).join(' / ');
  const says = legal.contract_says;
  const differs = (says === 'full_time' || says === 'part_time') && !legal.kinds.includes('any') && legal.kinds.join() !== says;
  return (
    <>
      <p class="small">{place}</p>
      <p class="small">{kinds}</p>
      {differs && <p class="small">{t('legal.contract_says', { kind: word(`contract.${says}`) })}</p>}
      <p class="small">
        {t('legal.minutes', { law: duration(legal.minutes), normal: duration(legal.normal_minutes) })}
        {legal.minutes_open > 0 && ` ${t('legal.minutes_open', { time: duration(legal.minutes_open) })}`}
      </p>
      {legal.full_month && <p class="small">{t('legal.full_month')}</p>}
      <p class="small">{t('legal.pay_counted')}</p>
    </>
  );
}

/** Whom to ask, in one line. */
export function Ask({ country }: { country: string }) {
  return (
    <p class="small">
      {country === 'CN' ? (
        <>
          {t('legal.ask_cn')} <a class="num tap" href="tel:12333">12333</a>
        </>
      ) : (
        t('legal.ask')
      )}{' '}
      <a href="#/peers">{t('pay.people')}</a>
    </p>
  );
}

/** Whether a check is worth a card of its own: it says something, or one tap may settle it. */
export function speaks(period: Period, engagement: Row<'engagement'>): boolean {
  const something = period.minutes.length > 0 || period.received_minor > 0 || period.lines.length > 0;
  if (period.closed) return something;
  return period.received_minor > 0 || openQuestions(period, engagement).length > 1; // "all paid" alone waits for its page
}
