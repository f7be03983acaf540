/** From what is typed about a batch to its record, and back. */
import type { Key } from '../../lib/i18n';
import type { Bodies, Row } from '../../lib/records';
import { toRate } from '../../lib/format';

export interface BatchTyping {
  job?: string;
  on: string;
  unit: string;
  price: string;
  submitted: string;
  accepted: string;
  rejected: string;
  returned: string;
  reason: string;
  approved: string;
  paid: string;
  project: string;
  threshold: string;
  guideline: string;
  note: string;
}

const MOST = 10_000_000; // tasks of one batch, as the schema takes them
const NEW = { accepted: '', rejected: '', returned: '', reason: '', approved: '', paid: '', note: '' };

/** A new batch starts with the unit, price and project of the job's one before, or the agreed price: they rarely change. */
export function startBatch(batch: Row<'batch'> | undefined, last: Row<'batch'> | undefined, on: string, agreed = ''): BatchTyping {
  const { body } = batch ?? last ?? { body: undefined };
  const same = { unit: body?.unit ?? '', price: body?.unit_price ?? agreed, project: body?.project ?? '', threshold: body?.threshold ?? '', guideline: body?.guideline ?? '' };
  if (!batch) return { ...NEW, ...same, on, submitted: '' };
  const b = batch.body;
  const shown = (n: number | undefined) => (n ? String(n) : '');
  return {
    ...same,
    job: b.engagement_id,
    on: b.handed_in_on,
    submitted: String(b.submitted),
    accepted: shown(b.accepted),
    rejected: shown(b.rejected),
    returned: shown(b.returned),
    reason: b.reason ?? '',
    approved: b.approved_on ?? '',
    paid: b.paid_on ?? '',
    note: b.note ?? '',
  };
}

/** What does not fit yet, as a text key. */
export function wrongBatch(form: BatchTyping): Key | undefined {
  const counts = [form.submitted, form.accepted, form.rejected, form.returned];
  if (!form.submitted || counts.some((n) => !/^\d*$/.test(n) || Number(n) > MOST)) return 'app.not_number';
  if (!toRate(form.price)) return 'batch.not_price';
  const [all = 0, ...outcomes] = counts.map(Number);
  return outcomes.reduce((sum, n) => sum + n, 0) > all ? 'batch.too_many' : undefined;
}

export function batchBody(form: BatchTyping, job: string, batch: Row<'batch'> | undefined): Bodies['batch'] {
  const kept = (name: 'note' | 'project' | 'threshold' | 'guideline') => (form[name] ? { [name]: form[name] } : {});
  const rejected = Number(form.rejected);
  return {
    engagement_id: job,
    handed_in_on: form.on,
    unit: form.unit.trim() || '—',
    unit_price: toRate(form.price)!,
    submitted: Number(form.submitted),
    accepted: Number(form.accepted),
    rejected,
    returned: Number(form.returned),
    reason: rejected ? ((form.reason || 'no_reason') as Bodies['batch']['reason'] & string) : null,
    task_type: batch?.body.task_type ?? null,
    approved_on: form.approved || null,
    paid_on: form.paid || null,
    ...kept('note'),
    ...kept('project'),
    ...kept('threshold'),
    ...kept('guideline'),
  };
}
