/** A job's terms: for whom, how paid; and behind one tap the chain, the place and who gives orders. */
import { useEffect, useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { currencyName } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { type Directory, loadReference, spoken } from '../../lib/reference';
import { back, place } from '../../lib/route';
import { rows, saveAll } from '../../lib/store';
import { uuidv7 } from '../../lib/uuid';
import { Sum } from '../../ui/basics';
import { TypedForm, useTyped } from '../../ui/draft';
import { Button, Choice, Field, Select } from '../../ui/form';
import { drop } from '../app/keep';
import { complain, said } from '../app/said';
import { basisOptions } from '../first/bases';
import { CURRENCIES, employerBody, engagementBody, type JobTyping, parts, startJob, whoOf, wrongJob } from './job';
import { JobDetails } from './JobDetails';

export type SetJob = (change: Partial<JobTyping>) => void;
const KINDS = ['centre', 'contractor', 'platform', 'agent', 'team_leader', 'school', 'client'];
const CONTRACTS = ['full_time', 'part_time', 'platform', 'none_known'];

export default function JobScreen() {
  const job = rows('engagement').value.find((row) => row.id === place.value.rest[1]);
  const employer = rows('employer').value.find((row) => row.id === job?.body.employer_id);
  const typed = useTyped<JobTyping>(`job ${job?.id ?? 'new'}`, startJob(job, employer, rows('profile').value[0]?.body, today()));
  const [asked, ask] = useState(false);
  const form = typed.value;
  const wrong = wrongJob(form);
  const word = (field: string) => (asked && wrong[field] ? t(wrong[field]) : undefined);

  const keep = async () => {
    ask(true);
    if (Object.keys(wrong).length) return;
    try {
      await store(form, job, employer, typed.draft);
      back();
      said(t('app.saved'));
    } catch (problem) {
      complain(problem);
    }
  };

  return (
    <TypedForm typed={typed} onSend={() => void keep()}>
      <Who form={form} set={typed.set} wrong={word('name')} />
      <Choice label={t('job.kind')} options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}` as Key) }))} value={form.kind} onPick={(kind) => typed.set({ kind })} />
      <Choice label={t('job.basis')} options={basisOptions()} value={form.basis} onPick={(basis) => typed.set({ basis })} />
      {parts(form.basis).map((basis) => (
        <Field key={basis} label={t(`job.amount.${basis}` as Key)} hint={currencyName(form.currency)} inputMode="decimal" maxLength={19} value={form.amounts[basis] ?? ''} onInput={(amount) => typed.set({ amounts: { ...form.amounts, [basis]: amount } })} wrong={word(basis)} />
      ))}
      <Select label={t('job.currency')} value={form.currency} options={CURRENCIES.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` }))} onPick={(currency) => typed.set({ currency })} />
      <Choice label={t('job.contract')} options={CONTRACTS.map((kind) => ({ value: kind, label: t(`contract.${kind}` as Key) }))} value={form.contract} onPick={(contract) => typed.set({ contract })} />
      <Field label={t('job.since')} type="date" value={form.since} onInput={(since) => since && typed.set({ since })} />
      <Sum label={t('job.more')} open={asked && Object.keys(wrong).some((field) => !['name', ...parts(form.basis)].includes(field))}>
        <JobDetails form={form} set={typed.set} word={word} self={employer?.id} />
      </Sum>
      <Button submit>{t('app.save')}</Button>
      {job && <Leave job={job} />}
    </TypedForm>
  );
}

const LOGGED = ['time_entry', 'batch', 'payment', 'deduction', 'cost'] as const;

/** A job with nothing logged can go; one with records is ended, so that they keep their terms. */
function Leave({ job }: { job: Row<'engagement'> }) {
  const used = LOGGED.some((kind) => rows(kind).value.some((row) => row.body.engagement_id === job.id));
  if (used) return <small>{t('job.keep')}</small>;
  return (
    <Button look="danger" onPress={() => void drop(job).then((gone) => gone && back())}>
      {t('app.delete')}
    </Button>
  );
}

/** Employer and engagement are one act: both are saved, or neither. */
async function store(form: JobTyping, job: Row<'engagement'> | undefined, employer: Row<'employer'> | undefined, draft: Parameters<typeof saveAll>[1]): Promise<void> {
  const known = employerNamed(form.name) ?? employer; // another one's name moves the job there; a new name is a correction
  const id = known?.id ?? uuidv7();
  await saveAll(
    [
      { kind: 'employer', body: { ...known?.body, ...employerBody(form) }, ...(known ? { row: known } : { id }) },
      { kind: 'engagement', body: engagementBody(form, id), ...(job ? { row: job } : {}) },
    ],
    draft,
  );
}

const employerNamed = (name: string): Row<'employer'> | undefined => rows('employer').value.find((row) => row.body.name === name.trim());

function Who({ form, set, wrong }: { form: JobTyping; set: SetJob; wrong: string | undefined }) {
  const [directory, fill] = useState<Directory['employers']>([]);
  useEffect(() => void loadReference('directory').then(({ employers }) => fill(employers), () => undefined), []);
  const typed = form.name.trim().toLowerCase();
  const found = typed ? directory.find(({ names }) => names.some((name) => name.toLowerCase() === typed)) : undefined;
  const name = found ? spoken({ en: found.names[0] ?? '', zh: found.zh }) : '';
  const write = (name: string) => {
    const known = employerNamed(name); // what the log knows of it is shown, so that saving does not blank it
    set({ ...(known ? whoOf(known) : { directory: '' }), name });
  };
  return (
    <>
      <Field label={t('job.who')} hint={t('job.who_hint')} maxLength={80} value={form.name} onInput={write} wrong={wrong} />
      {found && form.directory !== found.id && (
        <Button look="soft" onPress={() => set({ directory: found.id, name, kind: found.kind })}>
          {t('job.directory', { name })}
        </Button>
      )}
    </>
  );
}

