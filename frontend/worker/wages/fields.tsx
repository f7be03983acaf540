/** Fields that the three forms of money share: amount, day, job, pay period, and the end of a form. */
import { currencyName, decimal, toMinor } from '../../lib/format';
import { today } from '../../lib/clock';
import { t } from '../../lib/i18n';
import { jobOf, periodAt, type PeriodDays } from '../../lib/jobs';
import type { Period, Row } from '../../lib/records';
import type { Draft } from '../../lib/store';
import { Button, Choice, Select } from '../../ui/form';
import { useBook } from './ready';
import { jobName, periodName } from './words';

const NOT_SURE = 'none';
const MOST = 1_000_000_000_000; // minor units, as the schema takes them

interface MoneyProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  currency: string;
  digits: number;
  wrong?: string | undefined;
  big?: boolean;
  hint?: string;
}

/** A large amount with its currency; the keyboard is the phone's number pad. */
export function MoneyField({ label, value, onInput, currency, digits, wrong, big, hint }: MoneyProps) {
  const under = wrong ?? hint;
  return (
    <label class={`field ${big ? 'money' : ''}`}>
      <span>
        {label} <small>{currencyName(currency)}</small>
      </span>
      <input
        value={value}
        inputMode={digits ? 'decimal' : 'numeric'}
        autoComplete="off"
        placeholder={decimal(0, digits)}
        aria-invalid={wrong ? 'true' : undefined}
        onInput={(e) => onInput(e.currentTarget.value)}
      />
      {under && <small class={wrong ? 'wrong' : ''}>{under}</small>}
    </label>
  );
}

/** Read an amount that must be there: minor units, or the word for what is wrong with it. */
export function amountIn(typed: string, digits: number): number | string {
  if (!typed.trim()) return t('app.required');
  const minor = toMinor(typed, digits);
  return minor === null || minor === 0 || minor > MOST ? t(digits ? 'app.not_amount' : 'form.not_whole') : minor;
}

/** Read an amount that may be left empty: null, minor units, or the word for what is wrong. */
export function maybeAmount(typed: string, digits: number): number | null | string {
  if (!typed.trim()) return null;
  const minor = toMinor(typed, digits);
  return minor === null || minor > MOST ? t(digits ? 'app.not_amount' : 'form.not_whole') : minor;
}

export function wrongDay(day: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < '2000-01-01') return t('app.required');
  return day > today() ? t('log.future') : undefined;
}

export function JobPick({ value, onPick }: { value: string; onPick: (id: string) => void }) {
  const book = useBook();
  const options = book.engagement.map((row) => ({ value: row.id, label: jobName(book, row.body) }));
  if (options.length < 2) return null;
  if (options.length > 6) return <Select label={t('log.which')} options={options} value={value} onPick={onPick} />;
  return (
    <div class="wide">
      <Choice label={t('log.which')} options={options} value={value} onPick={onPick} />
    </div>
  );
}

interface PeriodProps {
  engagement: Row<'engagement'>;
  periods: Period[]; // newest first
  suggested: Period | undefined;
  value: string | null;
  onPick: (first: string | null) => void;
  amount: (minor: number) => string;
}

/** Which pay period the money is for, by one tap. */
export function PeriodPick({ engagement, periods, suggested, value, onPick, amount }: PeriodProps) {
  const book = useBook();
  const shown: PeriodDays[] = [...(suggested ? [suggested] : []), ...periods.filter((each) => each !== suggested).slice(0, 3)];
  const picked = value && periodAt(jobOf(book, engagement), value, today());
  if (picked && !shown.some((each) => each.starts_on === picked.starts_on)) shown.push(picked);
  const options = shown.map((each) => ({ value: each.starts_on, label: <PeriodLabel period={each} periods={periods} amount={amount} /> }));
  return (
    <div class="wide">
      <Choice
        label={t('form.for_period')}
        options={[...options, { value: NOT_SURE, label: t('form.not_sure') }]}
        value={picked ? picked.starts_on : NOT_SURE}
        onPick={(first) => onPick(first === NOT_SURE ? null : first)}
      />
    </div>
  );
}

function PeriodLabel({ period, periods, amount }: { period: PeriodDays; periods: Period[]; amount: (minor: number) => string }) {
  const found = periods.find((each) => each.starts_on === period.starts_on);
  const ended = periods.filter((each) => each.ends_on <= today());
  const name = ended[0]?.starts_on === period.starts_on ? 'form.last_period' : period.ends_on > today() ? 'form.this_period' : undefined;
  const missing = found?.missing_accepted_minor ?? 0;
  const foreign = found?.legal.reasons.includes('other_currency');
  return (
    <>
      <b>
        {name && `${t(name)} · `}
        {periodName(period)}
      </b>
      {found && (
        <small>
          {foreign ? t('period.foreign') : found.received_minor > 0 ? t('form.came', { amount: amount(found.received_minor) }) : t('form.nothing_yet')}
          {missing > 0 && !foreign && ` · ${t('form.missing', { amount: amount(missing) })}`}
        </small>
      )}
    </>
  );
}

interface EndProps {
  editing: boolean;
  draft: Draft<unknown>;
  begun: boolean;
  onDelete: () => void;
}

/** The end of a form: the main button, then taking it all back. */
export function FormEnd({ editing, draft, begun, onDelete }: EndProps) {
  return (
    <>
      <Button submit>{t('app.save')}</Button>
      <div class="two">
        {begun && (
          <Button look="quiet" onPress={() => void draft.clear()}>
            {t(editing ? 'form.undo_typing' : 'form.start_over')}
          </Button>
        )}
        {editing && (
          <Button look="danger" onPress={onDelete}>
            {t('app.delete')}
          </Button>
        )}
      </div>
    </>
  );
}
