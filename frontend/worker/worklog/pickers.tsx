/** The two questions that most forms here ask: which day, and which job. */
import { today } from '../../lib/clock';
import { t } from '../../lib/i18n';
import { day as dayInWords } from '../../lib/format';
import { rows, state } from '../../lib/store';
import { plusDays, running, type Job } from '../../lib/work';
import { Choice, Field } from '../../ui/form';

export function nameOf(job: Job | undefined): string {
  const employer = rows('employer').value.find((row) => row.id === job?.body.employer_id);
  return [employer?.body.name, job?.body.project].filter(Boolean).join(' · ') || '…';
}

/** Today and yesterday by one tap; any other day by the phone's own calendar. */
export function DayPicker({ value, onPick, latest = today() }: { value: string; onPick: (day: string) => void; latest?: string }) {
  const now = today();
  const before = plusDays(now, -1);
  const near = value === now || value === before;
  const options = [
    { value: now, label: t('log.today') },
    { value: before, label: t('log.yesterday') },
    { value: 'other', label: near ? t('log.other') : dayInWords(value, true) },
  ];
  return (
    <>
      <Choice label={t('app.day')} options={options} value={near ? value : 'other'} onPick={(picked) => onPick(picked === 'other' ? plusDays(now, -2) : picked)} />
      {!near && <Field label={t('log.other')} type="date" value={value} max={latest} onInput={(picked) => picked && onPick(picked)} />}
    </>
  );
}

export function JobPicker({ value, day, onPick }: { value: string | undefined; day: string; onPick: (id: string) => void }) {
  const jobs = running(rows('engagement').value, rows('time_entry').value, day);
  if (jobs.length < 2) return null;
  return <Choice label={t('log.which')} options={jobs.map((job) => ({ value: job.id, label: nameOf(job) }))} value={value ?? jobs[0]?.id} onPick={onPick} />;
}

/** The job a form is about: the one picked, else the one last worked for. */
export function jobFor(id: string | undefined, day: string): Job | undefined {
  const jobs = running(rows('engagement').value, rows('time_entry').value, day);
  return rows('engagement').value.find((job) => job.id === id) ?? jobs[0];
}

const LAST = 'gongyou.job';

/** Remember which job was used last: its id, which tells when it was entered and no more, readable without the store. */
export function rememberJob(id: string): void {
  try {
    localStorage.setItem(LAST, id);
  } catch {
    // no such storage: then there is no reserve to write to either
  }
}

/** The job to log for while the store is away and no name can be read. */
export function jobInReserve(): string | undefined {
  return state.value.phase === 'fallback' ? (localStorage.getItem(LAST) ?? undefined) : undefined;
}
