/** Tasks handed in together: how many, at what price, and what became of them. */
import { today } from '../../lib/clock';
import { currencyName, money, toRate } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { back, place } from '../../lib/route';
import { rows } from '../../lib/store';
import type { Job } from '../../lib/work';
import { Notice, Sum } from '../../ui/basics';
import { TypedForm, useTyped } from '../../ui/draft';
import { Area, Button, Choice, Field } from '../../ui/form';
import { drop, keep } from '../app/keep';
import { DayPicker, JobPicker, jobFor } from './pickers';
import { batchBody, type BatchTyping, startBatch, wrongBatch } from './batch';

const REASONS = ['no_reason', 'quality', 'threshold', 'guideline_changed', 'timed_out', 'technical', 'duplicate', 'client_cancelled', 'account_closed', 'other'];

type Set = (change: Partial<BatchTyping>) => void;

export default function BatchScreen() {
  const [, id] = place.value.rest;
  const all = rows('batch').value;
  const batch = all.find((row) => row.id === id);
  const fresh = (to: Job | undefined) => startBatch(undefined, all.find((row) => row.body.engagement_id === to?.id), today(), to?.body.rates.find((rate) => rate.basis === 'piece')?.amount);
  const typed = useTyped<BatchTyping>(`batch ${batch?.id ?? 'new'}`, batch ? startBatch(batch, undefined, today()) : fresh(jobFor(undefined, today())));
  const form = typed.value;
  const job = jobFor(form.job ?? batch?.body.engagement_id, form.on);
  const wrong = wrongBatch(form);
  const move = (to: string) => {
    const { price, unit } = fresh(jobFor(to, form.on));
    typed.set({ job: to, ...(price && !batch ? { price, unit } : {}) });
  };

  const send = async () => {
    if (!wrong && job && (await keep('batch', batchBody(form, job.id, batch), batch, typed.draft))) back();
  };

  return (
    <TypedForm typed={typed} onSend={() => void send()}>
      <JobPicker value={job?.id} day={form.on} onPick={move} />
      <DayPicker value={form.on} onPick={(on) => typed.set({ on })} />
      <Counts form={form} set={typed.set} currency={job?.body.currency ?? 'CNY'} />
      {wrong && form.submitted && (
        <Notice tone="amber" live>
          {t(wrong)}
        </Notice>
      )}
      {Number(form.rejected) > 0 && <Choice label={t('batch.reason')} options={REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}` as Key) }))} value={form.reason} onPick={(reason) => typed.set({ reason })} />}
      <Sum label={t('app.more')}>
        <Details form={form} set={typed.set} />
      </Sum>
      <Button submit disabled={Boolean(wrong)}>
        {t('app.save')}
      </Button>
      {batch && (
        <Button look="danger" onPress={() => void drop(batch).then((gone) => gone && back())}>
          {t('app.delete')}
        </Button>
      )}
    </TypedForm>
  );
}

function Counts({ form, set, currency }: { form: BatchTyping; set: Set; currency: string }) {
  const number = (name: 'submitted' | 'accepted' | 'rejected' | 'returned') => (
    <Field label={t(`batch.${name}`)} inputMode="numeric" maxLength={8} value={form[name]} onInput={(value) => set({ [name]: value })} wrong={form[name] && !/^\d+$/.test(form[name]) ? t('app.not_number') : undefined} />
  );
  const price = toRate(form.price);
  const pending = Number(form.submitted) - Number(form.accepted) - Number(form.rejected) - Number(form.returned);
  return (
    <>
      <div class="two">
        {number('submitted')}
        {number('rejected')}
        {number('accepted')}
        {number('returned')}
        <Field label={t('batch.price')} hint={currencyName(currency)} inputMode="decimal" maxLength={19} value={form.price} onInput={(price) => set({ price })} wrong={form.price && !price ? t('batch.not_price') : undefined} />
        <Field label={t('batch.unit')} hint={t('batch.unit_hint')} maxLength={80} value={form.unit} onInput={(unit) => set({ unit })} />
      </div>
      {pending > 0 && form.submitted && (
        <div class="head">
          <small>{t('batch.pending', { n: pending })}</small>
          <Button look="plain" onPress={() => set({ accepted: String(Number(form.accepted) + pending) })}>
            {t('batch.rest_accepted')}
          </Button>
        </div>
      )}
      {price && Number(form.rejected) > 0 && <small class="amber">{t('batch.value', { amount: roughly(price, form.rejected, currency) })}</small>}
    </>
  );
}

/** Price × count for the eye while typing; the ledger's own sums come from the wage arithmetic. */
function roughly(price: string, n: string, currency: string): string {
  const [whole = '0', part = ''] = price.split('.');
  const millionths = BigInt(whole + part.padEnd(6, '0')) * BigInt(n.replace(/\D/g, '') || '0');
  return money(Number((millionths + 5000n) / 10_000n), currency);
}

function Details({ form, set }: { form: BatchTyping; set: Set }) {
  return (
    <div class="form">
      <Field label={t('batch.approved')} type="date" value={form.approved} onInput={(approved) => set({ approved })} />
      <Field label={t('batch.paid')} type="date" value={form.paid} onInput={(paid) => set({ paid })} />
      <Field label={t('batch.project')} maxLength={80} value={form.project} onInput={(project) => set({ project })} />
      <Field label={t('batch.threshold')} maxLength={80} value={form.threshold} onInput={(threshold) => set({ threshold })} />
      <Field label={t('batch.guideline')} maxLength={80} value={form.guideline} onInput={(guideline) => set({ guideline })} />
      <Area label={t('app.note')} maxLength={2000} value={form.note} onInput={(note) => set({ note })} />
    </div>
  );
}
