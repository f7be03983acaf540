/** The form that a deduction and a cost share: how much, what for, when, and for which pay period. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { t } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { back } from '../../lib/route';
import { jobOf, periodAt } from '../../lib/jobs';
import { addDays } from '../../lib/wage/day';
import { Sum } from '../../ui/basics';
import { TypedForm, type Typed } from '../../ui/draft';
import { Area, Choice, Field, type Option } from '../../ui/form';
import { amountIn, FormEnd, JobPick, MoneyField, wrongDay } from './fields';
import { Currency } from './MorePayment';
import { digitsOf, useBook, type Floors } from './ready';
import { periodName } from './words';

/** What is typed into either form. */
export interface SpentText {
  engagement: string;
  amount: string;
  day: string;
  kind: string;
  currency: string;
  period: string | null; // null: the pay period of the day
  refunded: string;
  note: string;
}

interface Props {
  typed: Typed<SpentText>;
  floors: Floors;
  words: { amount: string; kind: string; day: string; why?: string };
  kinds: Option[];
  editing: boolean;
  guess?: (engagement: Row<'engagement'>) => string | null; // its period where that of the day is not the likely one
  onSave: () => Promise<boolean>; // false: something does not fit, or could not be saved
  onDelete: () => void;
  children?: (tried: boolean) => ComponentChildren;
}

export function SpentForm({ typed, floors, words, kinds, editing, guess, onSave, onDelete, children }: Props) {
  const book = useBook();
  const [tried, attempt] = useState(false);
  const { value, set, draft, begun, ready } = typed;
  const digits = digitsOf(floors, value.currency);
  const amount = amountIn(value.amount, digits);
  const day = wrongDay(value.day);
  const send = async () => {
    attempt(true);
    if (typeof amount === 'string' || day || !value.kind || !(await onSave())) {
      return document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
    back();
  };
  const pick = (id: string) => {
    const job = book.engagement.find((each) => each.id === id);
    set({ engagement: id, currency: job?.body.currency ?? value.currency, period: (job && guess?.(job)) ?? null });
  };
  if (!ready) return <p class="quiet">{t('app.loading')}…</p>;
  return (
    <TypedForm typed={typed} onSend={() => void send()}>
      {words.why && <p class="small">{words.why}</p>}
      <MoneyField big label={words.amount} value={value.amount} onInput={(next) => set({ amount: next })} wrong={tried && typeof amount === 'string' ? amount : undefined} currency={value.currency} digits={digits} />
      <Choice label={words.kind} options={kinds} value={value.kind} onPick={(kind) => set({ kind })} />
      {tried && !value.kind && (
        <small class="red" role="alert">
          {t('form.pick_one')}
        </small>
      )}
      <JobPick value={value.engagement} onPick={pick} />
      <Field type="date" label={words.day} value={value.day} max={today()} onInput={(next) => set({ day: next })} wrong={tried ? day : undefined} />
      <ForPeriod value={value} set={set} />
      {children?.(tried)}
      <Sum label={t('app.more')} open={Boolean(value.note)}>
        <div class="form">
          <Currency value={value.currency} floors={floors} onPick={(currency) => set({ currency })} />
          <Area label={t('app.note')} value={value.note} maxLength={2000} onInput={(note) => set({ note })} />
        </div>
      </Sum>
      <FormEnd editing={editing} draft={draft} begun={begun} onDelete={onDelete} />
    </TypedForm>
  );
}

/** The pay period it belongs to: that of its day, or the one before. */
function ForPeriod({ value, set }: Pick<Typed<SpentText>, 'value' | 'set'>) {
  const book = useBook();
  const engagement = book.engagement.find((each) => each.id === value.engagement);
  if (!engagement || wrongDay(value.day)) return null;
  const job = jobOf(book, engagement);
  const own = periodAt(job, value.day, today());
  const before = periodAt(job, addDays(own.starts_on, -1), today());
  const picked = value.period ? periodAt(job, value.period, today()) : own;
  const shown = [...new Map([own, before, picked].map((each) => [each.starts_on, each])).values()];
  return (
    <div class="wide">
      <Choice
        label={t('form.belongs')}
        options={shown.map((each) => ({ value: each.starts_on, label: periodName(each) }))}
        value={picked.starts_on}
        onPick={(first) => set({ period: first === own.starts_on ? null : first })}
      />
    </div>
  );
}
