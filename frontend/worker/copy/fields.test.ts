import { beforeAll, describe, expect, it } from 'vitest';
import type { Bodies } from '../../lib/records';
import { spokenIn } from './a-language';
import { headOf, labelOf, told, valueOf, type Names } from './fields';

const NAMES: Names = { job: () => 'Clear Brook · boxes', employer: () => 'Clear Brook', place: () => 'Guizhou', digits: (currency) => (currency === 'JPY' ? 0 : 2) };
const ENTRY: Bodies['time_entry'] = { engagement_id: 'e', worked_on: '2026-11-22', minutes: 75, activity: 'waiting', source: 'later', zone: 'Asia/Shanghai', starts_at_minute: 545, note: 'cold room' };
const JOB: Bodies['engagement'] = {
  employer_id: 'x',
  rates: [{ basis: 'hour', amount: '18' }],
  currency: 'CNY',
  contract_kind: 'full_time',
  pay_period: { kind: 'month', starts_on: 1, pay_after_days: 15 },
  place: { country: 'CN', region: 'CN-52', tier: '1' },
  began_on: '2026-09-01',
  weekly_minutes_agreed: 2400,
  waiting_required: true,
  paid_activities: ['paid_work', 'meeting'],
};

beforeAll(() => spokenIn('en'));

describe('a record in words', () => {
  it('is told in the words of its form and never by the names it is stored under', () => {
    const fields = told('time_entry', ENTRY, NAMES);

    expect(fields.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Which day: Nov 22, 2026',
      'What was it: Waiting',
      'How long: 1 h 15 min',
      'Which job: Clear Brook · boxes',
      'How logged: written later',
      'Started at: 09:05',
      'Note: cold room',
      'Time zone: Asia/Shanghai',
    ]);
  });

  it('tells every part of the terms of a job', () => {
    const text = told('engagement', JOB, NAMES)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('\n');

    expect(text).toContain('How they pay: By the hour 18 Chinese yuan');
    expect(text).toContain('How often they pay: Monthly · from day 1 · paid 15 days after');
    expect(text).toContain('Where the work is: Guizhou');
    expect(text).toContain('Agreed hours a week: 40 h');
    expect(text).toContain('No, I must stay');
    expect(text).toContain('Which time they promised to pay: Work, Meeting');
    expect(text).not.toMatch(/_|\bid\b|object/);
  });

  it('says an amount with the digits of its own currency', () => {
    const body = { amount_minor: 1500, currency: 'JPY' };

    expect(valueOf('payment', 'amount_minor', body, NAMES)).toBe('¥1,500');
    expect(valueOf('payment', 'amount_minor', { ...body, currency: 'KES' }, NAMES)).toMatch(/15\.00/);
  });

  it('calls an empty field not written, and leaves it out of the whole', () => {
    expect(valueOf('payment', 'for_period', { for_period: null }, NAMES)).toBe('not written');
    expect(told('payment', { for_period: null, payer: '' }, NAMES)).toEqual([]);
  });

  it('has no name for a field that a newer version wrote, and shows none of it', () => {
    const [field] = told('time_entry', { mood_code: 'x9' }, NAMES);

    expect(field).toEqual({ name: 'mood_code', label: 'Something a newer version added', value: 'shown after an update' });
    expect(labelOf('mood', 'x')).toBe('Something a newer version added');
  });

  it('fits in one line', () => {
    expect(headOf('time_entry', ENTRY, NAMES)).toBe('Nov 22, 2026 · Waiting · 1 h 15 min');
    expect(headOf('engagement', JOB, NAMES)).toBe('Clear Brook');
    expect(headOf('payment', null, NAMES)).toBe('deleted');
  });
});
