/** The terms that matter later: pay days, the place, who stands behind whom. */
import { t, type Key } from '../../lib/i18n';
import type { Activity } from '../../lib/records';
import { rows } from '../../lib/store';
import { ACTIVITIES, usuallyPaid } from '../../lib/work';
import { Choice, Field, Select, Tick } from '../../ui/form';
import { PlacePicker } from '../first/PlacePicker';
import type { JobTyping } from './job';
import type { SetJob } from './JobScreen';

const PERIODS = ['month', 'half_month', 'week', 'whole'];

interface Props {
  form: JobTyping;
  set: SetJob;
  word: (field: string) => string | undefined;
  self: string | undefined; // the employer's own id: nobody is their own client
}

export function JobDetails({ form, set, word, self }: Props) {
  const waiting = [
    { value: 'true', label: t('job.waiting_stay') },
    { value: 'false', label: t('job.waiting_free') },
    { value: 'null', label: t('app.unknown') },
  ];
  return (
    <div class="form">
      <Choice label={t('job.period')} options={PERIODS.map((kind) => ({ value: kind, label: t(`period.${kind}` as Key) }))} value={form.period} onPick={(period) => set({ period, periodStart: '1' })} />
      <div class="two">
        {(form.period === 'month' || form.period === 'week') && <Field label={t('job.period_start')} {...(form.period === 'week' ? { hint: t('job.week_hint') } : {})} inputMode="numeric" maxLength={2} value={form.periodStart} onInput={(periodStart) => set({ periodStart })} wrong={word('periodStart')} />}
        <Field label={t('job.pay_after')} inputMode="numeric" maxLength={3} value={form.payAfter} onInput={(payAfter) => set({ payAfter })} wrong={word('payAfter')} />
      </div>
      <fieldset>
        <legend>{t('job.place')}</legend>
        <PlacePicker value={form.place} onPick={(place) => set({ place })} />
      </fieldset>
      <Field label={t('job.weekly')} inputMode="numeric" maxLength={3} value={form.weekly} onInput={(weekly) => set({ weekly })} wrong={word('weekly')} />
      <Choice label={t('job.waiting')} options={waiting} value={String(form.waiting)} onPick={(picked) => set({ waiting: picked === 'null' ? null : picked === 'true' })} />
      <PaidFor form={form} set={set} />
      <Field label={t('job.until')} type="date" min={form.since} value={form.until} onInput={(until) => set({ until })} wrong={word('until')} />
      <Chain form={form} set={set} self={self} />
      <Field label={t('job.project')} maxLength={80} value={form.project} onInput={(project) => set({ project })} />
    </div>
  );
}

function PaidFor({ form, set }: { form: JobTyping; set: SetJob }) {
  const paid = new Set<Activity>(form.paidFor ?? usuallyPaid(form.basis));
  const tick = (activity: Activity, on: boolean) => {
    const next = ACTIVITIES.filter((one) => (one === activity ? on : paid.has(one)));
    set({ paidFor: next });
  };
  return (
    <fieldset>
      <legend>{t('job.paid_for')}</legend>
      <div class="two">
        {ACTIVITIES.filter((activity) => activity !== 'break').map((activity) => (
          <Tick key={activity} label={t(`activity.${activity}` as Key)} checked={paid.has(activity)} onTick={(on) => tick(activity, on)} />
        ))}
      </div>
    </fieldset>
  );
}

function Chain({ form, set, self }: { form: JobTyping; set: SetJob; self: string | undefined }) {
  const others = rows('employer')
    .value.filter((row) => row.id !== self)
    .map((row) => ({ value: row.id, label: row.body.name }));
  const pick = (field: 'client' | 'instructed' | 'paidBy', none: string) => <Select label={t(`job.${field === 'paidBy' ? 'paid_by' : field}`)} value={form[field]} options={[{ value: '', label: none }, ...others]} onPick={(id) => set({ [field]: id })} />;
  return (
    <>
      {pick('client', t('job.client_none'))}
      {pick('instructed', t('job.same'))}
      {pick('paidBy', t('job.same'))}
      <Tick label={t('job.state')} checked={form.state} onTick={(state) => set({ state })} />
      <Tick label={t('job.lives')} checked={form.lives} onTick={(lives) => set({ lives })} />
    </>
  );
}
