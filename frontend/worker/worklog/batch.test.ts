import { describe, expect, it } from 'vitest';
import type { Bodies, Row } from '../../lib/records';
import { batchBody, type BatchTyping, startBatch, wrongBatch } from './batch';

const typed = (over: Partial<BatchTyping> = {}): BatchTyping => ({ ...startBatch(undefined, undefined, '2026-05-14'), unit: '框', price: '0.08', submitted: '500', ...over });
const row = (body: Bodies['batch']): Row<'batch'> => ({ id: 'b', kind: 'batch', rev: 3, body });
const again = (form: BatchTyping) => startBatch(row(batchBody(form, 'job', undefined)), undefined, '2030-01-01');

const FULL = typed({
  job: 'job',
  accepted: '300',
  rejected: '120',
  returned: '30',
  reason: 'guideline_changed',
  approved: '2026-05-20',
  paid: '2026-06-15',
  project: '街景',
  threshold: '95 %',
  guideline: 'v3',
  note: '没有理由',
});

describe('a batch as it is typed', () => {
  it('comes back as it was typed, on the day it was handed in', () => {
    expect(again(FULL)).toEqual(FULL);
    expect(again(typed({ job: 'job' }))).toEqual(typed({ job: 'job' }));
  });

  it('starts with the price of the batch before, else with the agreed one', () => {
    const before = row(batchBody(typed({ price: '0.07' }), 'job', undefined));

    expect(startBatch(undefined, before, '2026-05-14', '0.08').price).toBe('0.07');
    expect(startBatch(undefined, undefined, '2026-05-14', '0.08').price).toBe('0.08');
  });

  it('saved twice without a change is the same record, with the task type that no field shows', () => {
    const body: Bodies['batch'] = { ...batchBody(FULL, 'job', undefined), task_type: 'box' };
    const shown = startBatch(row(body), undefined, '2030-01-01');

    expect(batchBody(shown, 'job', row(body))).toEqual(body);
  });

  it('keeps counts as whole numbers and the price as an exact decimal', () => {
    expect(batchBody(typed({ price: '１，２３４．５００００１', rejected: '120' }), 'job', undefined)).toMatchObject({
      unit_price: '1234.500001',
      submitted: 500,
      accepted: 0,
      rejected: 120,
      returned: 0,
    });
  });

  it('says that no reason was given only where something was rejected', () => {
    expect(batchBody(typed({ rejected: '1' }), 'job', undefined).reason).toBe('no_reason');
    expect(batchBody(typed({ reason: 'quality', rejected: '0' }), 'job', undefined).reason).toBeNull();
  });

  it('leaves out what was left empty, rather than keep an empty text', () => {
    const body = batchBody(typed({ unit: ' ' }), 'job', undefined);

    for (const name of ['note', 'project', 'threshold', 'guideline']) expect(body).not.toHaveProperty(name);
    expect(body).toMatchObject({ unit: '—', approved_on: null, paid_on: null });
  });

  it('starts with the unit, price and project of the one before, and with none of its outcomes', () => {
    const next = startBatch(undefined, row(batchBody(FULL, 'job', undefined)), '2026-05-15');

    expect(next).toMatchObject({ on: '2026-05-15', unit: '框', price: '0.08', project: '街景', threshold: '95 %', guideline: 'v3' });
    expect(next).toMatchObject({ submitted: '', accepted: '', rejected: '', returned: '', reason: '', approved: '', paid: '', note: '' });
    expect(next.job).toBeUndefined();
  });
});

describe('what does not fit', () => {
  it.each([
    [{}, undefined],
    [{ accepted: '350', rejected: '120', returned: '30' }, undefined], // all of them
    [{ submitted: '0' }, undefined],
    [{ submitted: '10000000' }, undefined],
    [{ submitted: '' }, 'app.not_number'],
    [{ submitted: '1.5' }, 'app.not_number'],
    [{ submitted: '-5' }, 'app.not_number'],
    [{ rejected: '1e2' }, 'app.not_number'],
    [{ returned: 'x' }, 'app.not_number'],
    [{ submitted: '10000001' }, 'app.not_number'],
    [{ price: '' }, 'batch.not_price'],
    [{ price: '0.0000001' }, 'batch.not_price'],
    [{ price: '-1' }, 'batch.not_price'],
    [{ accepted: '351', rejected: '120', returned: '30' }, 'batch.too_many'],
    [{ rejected: '501' }, 'batch.too_many'],
  ])('in %j is %s', (over, wrong) => {
    expect(wrongBatch(typed(over))).toBe(wrong);
  });
});
