/** Log or correct a stretch of time: day, kind, length. Three touches when the guesses are right. */
import { today, zone } from '../../lib/clock';
import { duration } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Activity, Bodies } from '../../lib/records';
import { back, go, place } from '../../lib/route';
import { open, rows } from '../../lib/store';
import { onDay, type Entry } from '../../lib/work';
import { Notice, Sum } from '../../ui/basics';
import { TypedForm, useTyped } from '../../ui/draft';
import { Area, Button, Choice, Field, Stepper } from '../../ui/form';
import { drop, keep } from '../app/keep';
import { activityOptions } from './activities';
import { DayPicker, JobPicker, jobFor, jobInReserve, rememberJob } from './pickers';

interface Typing {
  job?: string;
  on: string;
  activity: Activity;
  minutes: number;
  required?: boolean | null;
  startsAt: string;
  note: string;
}

/** What stands in the form before anything is typed: the entry that is corrected, or a day's work as long as the last. */
function start(entry: Entry | undefined, on: string): Typing {
  const all = rows('time_entry').value;
  const last = onDay(all, on).length ? undefined : all.find(({ body }) => body.activity === 'paid_work');
  if (!entry) return { on, activity: 'paid_work', minutes: last?.body.minutes ?? 60, startsAt: '', note: '' };
  const { body } = entry;
  const at = body.starts_at_minute;
  return {
    job: body.engagement_id,
    on: body.worked_on,
    activity: body.activity,
    minutes: body.minutes,
    required: body.required ?? null,
    startsAt: at === undefined ? '' : `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
    note: body.note ?? '',
  };
}

function body(form: Typing, job: string, entry: Entry | undefined): Bodies['time_entry'] {
  const [h, m] = form.startsAt.split(':').map(Number);
  const asked = form.activity === 'training' || form.activity === 'test';
  return {
    ...(entry?.body ?? { zone: zone() }),
    engagement_id: job,
    worked_on: form.on,
    minutes: form.minutes,
    activity: form.activity,
    required: asked ? (form.required ?? null) : null,
    source: entry?.body.source ?? (form.on === today() ? 'same_day' : 'later'),
    ...(form.startsAt ? { starts_at_minute: h! * 60 + m! } : {}),
    ...(form.note ? { note: form.note } : {}),
  };
}

export default function LogScreen() {
  const [, arg] = place.value.rest;
  const entry = rows('time_entry').value.find((row) => row.id === arg);
  const typed = useTyped<Typing>(`log ${entry?.id ?? 'new'}`, start(entry, /^\d{4}-/.test(arg ?? '') ? arg! : today()));
  const form = typed.value;
  const job = jobFor(form.job, form.on)?.id ?? jobInReserve();
  const others = onDay(rows('time_entry').value, form.on).filter((row) => row.id !== entry?.id);
  const already = others.reduce((sum, row) => sum + row.body.minutes, 0);
  const wrong = form.on > today() ? t('log.future') : already + form.minutes > 1440 ? t('log.too_much', { time: duration(already) }) : undefined;

  const send = async () => {
    if (wrong) return;
    await open(); // a press before the store has answered waits for it, two seconds at most
    const to = job ?? jobFor(form.job, form.on)?.id ?? jobInReserve();
    if (!to) return go('today/job');
    if (!(await keep('time_entry', body(form, to, entry), entry, typed.draft))) return;
    rememberJob(to);
    back();
  };

  return (
    <TypedForm typed={typed} onSend={() => void send()}>
      <DayPicker value={form.on} onPick={(on) => typed.set({ on })} />
      {form.on < today() && !entry && <small class="amber">{t('log.later')}</small>}
      <JobPicker value={job} day={form.on} onPick={(id) => typed.set({ job: id })} />
      <Choice label={t('log.what')} options={activityOptions()} value={form.activity} onPick={(id) => typed.set({ activity: id as Activity })} />
      {(form.activity === 'training' || form.activity === 'test') && <Required value={form.required} onPick={(required) => typed.set({ required })} />}
      <Length minutes={form.minutes} onSet={(minutes) => typed.set({ minutes })} />
      {wrong && (
        <Notice tone="amber" live>
          {wrong}
        </Notice>
      )}
      <Sum label={t('app.more')} open={Boolean(form.note || form.startsAt)}>
        <div class="form">
          <Field label={t('log.started')} type="time" value={form.startsAt} onInput={(startsAt) => typed.set({ startsAt })} />
          <Area label={t('app.note')} value={form.note} maxLength={2000} onInput={(note) => typed.set({ note })} />
        </div>
      </Sum>
      <Button submit disabled={Boolean(wrong)}>
        {t('app.save')} · {duration(form.minutes)}
      </Button>
      {entry && (
        <Button look="danger" onPress={() => void drop(entry).then((gone) => gone && back())}>
          {t('app.delete')}
        </Button>
      )}
    </TypedForm>
  );
}

function Required({ value, onPick }: { value: boolean | null | undefined; onPick: (value: boolean | null) => void }) {
  const options = [
    { value: 'true', label: t('app.yes') },
    { value: 'false', label: t('app.no') },
    { value: 'null', label: t('app.unknown') },
  ];
  return <Choice label={t('log.required')} options={options} value={String(value)} onPick={(picked) => onPick(picked === 'null' ? null : picked === 'true')} />;
}

function Length({ minutes, onSet }: { minutes: number; onSet: (minutes: number) => void }) {
  return (
    <>
      <Stepper label={t('log.long')} value={minutes} shown={duration(minutes)} step={15} min={5} max={1440} onStep={onSet} />
      <div class="grid">
        {[30, 60, 120, 240, 480, 600].map((preset) => (
          <Button key={preset} look="quiet" onPress={() => onSet(preset)}>
            {duration(preset)}
          </Button>
        ))}
      </div>
    </>
  );
}
