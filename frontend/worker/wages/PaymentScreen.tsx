/** Money that reached the worker: how much, when, for which pay period, from whom. */
import { useMemo, useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { decimal, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import { recentPeriods, suggestedPeriod } from '../../lib/pay';
import type { Bodies, Row } from '../../lib/records';
import { place, back } from '../../lib/route';
import { TypedForm, useTyped } from '../../ui/draft';
import { Choice, Field, Select } from '../../ui/form';
import { drop, keep } from '../app/keep';
import { amountIn, FormEnd, JobPick, maybeAmount, MoneyField, PeriodPick, wrongDay } from './fields';
import { Gone, NoJob } from './missing';
import { opened } from './opened';
import { MorePayment } from './MorePayment';
import { digitsOf, Ready, useBook, type Floors } from './ready';

export interface PaymentText {
  engagement: string;
  amount: string;
  day: string;
  period: string | null | undefined; // undefined: as suggested
  payer: 'employer' | 'other';
  payer_name: string;
  channel: Bodies['payment']['channel'];
  form: Bodies['payment']['form'];
  currency: string;
  overtime: string;
  allowance: string;
  note: string;
}

const CHANNELS = ['bank', 'wechat', 'alipay', 'mobile_money', 'platform_wallet', 'cash', 'other'] as const;
const FORMS = ['wage', 'advance', 'in_kind'] as const;

export default function PaymentScreen() {
  return <Ready form>{(floors) => <Payment key={place.value.rest.join('/')} floors={floors} />}</Ready>;
}

function Payment({ floors }: { floors: Floors }) {
  const book = useBook();
  const { row, engagement, day, gone } = opened(book.payment, book);
  if (gone) return <Gone />;
  if (!engagement) return <NoJob />;
  const last = book.payment.find((each) => each.body.engagement_id === engagement.id)?.body.channel;
  const there = row ? textOf(row, floors) : fresh(engagement, last, day);
  return <PaymentForm there={there} row={row} floors={floors} />;
}

function PaymentForm({ there, row, floors }: { there: PaymentText; row: Row<'payment'> | undefined; floors: Floors }) {
  const book = useBook();
  const [tried, attempt] = useState(false);
  const typed = useTyped<PaymentText>(row ? `payment ${row.id}` : 'payment', there);
  const { value, set, draft, begun, ready } = typed;
  const engagement = book.engagement.find((each) => each.id === value.engagement) ?? book.engagement[0]!;
  const digits = digitsOf(floors, value.currency);
  const periods = useMemo(() => recentPeriods(book, engagement, today(), floors), [book, engagement]);
  const suggested = suggestedPeriod(periods, today());
  const period = value.period === undefined ? (suggested?.starts_on ?? null) : value.period;
  const amount = amountIn(value.amount, digits);
  const body = bodyOf(value, period, engagement, digits);
  const wrong = (problem: unknown) => (tried && typeof problem === 'string' ? problem : undefined);
  const send = async () => {
    attempt(true);
    if (!body || wrongDay(value.day)) return document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    if (await keep('payment', body, row, draft)) back();
  };
  if (!ready) return <p class="quiet">{t('app.loading')}…</p>;
  return (
    <TypedForm typed={typed} onSend={() => void send()}>
      <MoneyField big label={t('form.amount')} value={value.amount} onInput={(amount) => set({ amount })} wrong={wrong(amount)} currency={value.currency} digits={digits} />
      <JobPick value={engagement.id} onPick={(id) => set(moved(book.engagement, id))} />
      <PeriodPick engagement={engagement} periods={periods} suggested={suggested} value={period} onPick={(first) => set({ period: first })} amount={(minor) => money(minor, engagement.body.currency, digitsOf(floors, engagement.body.currency))} />
      <Field type="date" label={t('form.received_on')} value={value.day} max={today()} onInput={(day) => set({ day })} wrong={wrong(wrongDay(value.day))} />
      <Choice label={t('form.what')} options={FORMS.map((each) => ({ value: each, label: t(`form.${each}`) }))} value={value.form} onPick={(form) => set({ form: form as PaymentText['form'] })} />
      <Choice
        label={t('form.payer')}
        options={[
          { value: 'employer', label: t('form.payer_employer') },
          { value: 'other', label: t('form.payer_other') },
        ]}
        value={value.payer}
        onPick={(payer) => set({ payer: payer as PaymentText['payer'] })}
      />
      {value.payer === 'other' && <Field label={t('form.payer_name')} hint={t('form.only_you')} value={value.payer_name} maxLength={80} onInput={(name) => set({ payer_name: name })} />}
      <Select label={t('form.channel')} options={CHANNELS.map((each) => ({ value: each, label: t(`channel.${each}`) }))} value={value.channel} onPick={(channel) => set({ channel: channel as PaymentText['channel'] })} />
      <MorePayment value={value} set={set} tried={tried} floors={floors} />
      <FormEnd editing={Boolean(row)} draft={draft} begun={begun} onDelete={() => void (row && drop(row).then((gone) => gone && back()))} />
    </TypedForm>
  );
}

/** Another job was picked: its currency, and its own pay periods. */
function moved(engagements: Row<'engagement'>[], id: string): Partial<PaymentText> {
  const currency = engagements.find((each) => each.id === id)?.body.currency;
  return { engagement: id, period: undefined, ...(currency ? { currency } : {}) };
}

function fresh(engagement: Row<'engagement'>, channel: PaymentText['channel'] | undefined, day: string | undefined): PaymentText {
  return {
    engagement: engagement.id,
    amount: '',
    day: today(),
    period: day,
    payer: 'employer',
    payer_name: '',
    channel: channel ?? 'bank',
    form: 'wage',
    currency: engagement.body.currency,
    overtime: '',
    allowance: '',
    note: '',
  };
}

function textOf({ body }: Row<'payment'>, floors: Floors): PaymentText {
  const digits = digitsOf(floors, body.currency);
  const typed = (minor: number | null | undefined) => (minor == null ? '' : decimal(minor, digits));
  return {
    engagement: body.engagement_id,
    amount: typed(body.amount_minor),
    day: body.received_on,
    period: body.for_period ?? null,
    payer: body.payer === undefined ? 'employer' : 'other',
    payer_name: body.payer ?? '',
    channel: body.channel,
    form: body.form,
    currency: body.currency,
    overtime: typed(body.overtime_minor),
    allowance: typed(body.allowance_minor),
    note: body.note ?? '',
  };
}

/** The record that was meant, or nothing while a field does not fit. */
function bodyOf(value: PaymentText, period: string | null, engagement: Row<'engagement'>, digits: number): Bodies['payment'] | undefined {
  const amount = amountIn(value.amount, digits);
  const overtime = maybeAmount(value.overtime, digits);
  const allowance = maybeAmount(value.allowance, digits);
  if (typeof amount === 'string' || typeof overtime === 'string' || typeof allowance === 'string') return undefined;
  if ((overtime ?? 0) + (allowance ?? 0) > amount) return undefined;
  return {
    engagement_id: engagement.id,
    received_on: value.day,
    amount_minor: amount,
    currency: value.currency,
    for_period: period,
    form: value.form,
    overtime_minor: overtime,
    allowance_minor: allowance,
    channel: value.channel,
    ...(value.payer === 'other' ? { payer: value.payer_name } : {}),
    ...(value.note ? { note: value.note } : {}),
  };
}
