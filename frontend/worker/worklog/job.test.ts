import { describe, expect, it } from 'vitest';
import type { Bodies, Row } from '../../lib/records';
import { usuallyPaid } from '../../lib/work';
import { CURRENCIES, employerBody, engagementBody, type JobTyping, startJob, whoOf, wrongJob } from './job';

const typed = (over: Partial<JobTyping> = {}): JobTyping => ({
  ...startJob(undefined, undefined, undefined, '2026-05-14'),
  name: '青山标注中心',
  basis: 'hour',
  amounts: { hour: '20' },
  ...over,
});

function again(form: JobTyping): JobTyping {
  const employer: Row<'employer'> = { id: 'e', kind: 'employer', rev: 1, body: employerBody(form) };
  const job: Row<'engagement'> = { id: 'j', kind: 'engagement', rev: 1, body: engagementBody(form, 'e') };
  return startJob(job, employer, { language: 'en', theme: 'auto', basis: 'piece' }, '2030-01-01');
}

const FULL = typed({
  directory: 'a_platform',
  kind: 'platform',
  basis: 'mixed',
  amounts: { month: '3000', piece: '0.08' },
  currency: 'KES',
  contract: 'part_time',
  period: 'week',
  periodStart: '7',
  payAfter: '0',
  place: { country: 'KE', region: 'KE-30', tier: 'a' },
  until: '2026-05-14',
  weekly: '40',
  waiting: false,
  paidFor: ['paid_work', 'waiting'],
  client: 'c',
  state: true,
  lives: true,
  instructed: 'i',
  paidBy: 'p',
  project: '街景',
});

describe('a job as it is typed', () => {
  it('for an employer that the log knows leaves that employer as it was', () => {
    const known: Row<'employer'> = { id: 'e', kind: 'employer', rev: 1, body: employerBody(FULL) };

    expect(employerBody({ ...typed(), ...whoOf(known) })).toEqual(known.body);
  });

  it('comes back as it was typed, whatever the profile says by now', () => {
    expect(again(FULL)).toEqual(FULL);
  });

  it.each(['hour', 'day', 'month', 'piece', 'lump'])('comes back with one rate, by the %s, and what it usually pays', (basis) => {
    const form = typed({ basis, amounts: { [basis]: '20.50' } });

    expect(again(form)).toEqual({ ...form, paidFor: usuallyPaid(basis) });
  });

  it('comes back once more as the same record', () => {
    const body: Bodies['engagement'] = engagementBody(FULL, 'e');

    expect(engagementBody(again(FULL), 'e')).toEqual(body);
  });

  it('tells "0 hours agreed" and "need not wait" from "not said"', () => {
    expect(again(typed({ weekly: '0', waiting: false }))).toMatchObject({ weekly: '0', waiting: false });
    expect(again(typed())).toMatchObject({ weekly: '', waiting: null });
    expect(engagementBody(typed(), 'e')).toMatchObject({ weekly_minutes_agreed: null, waiting_required: null });
  });

  it('keeps minutes whole, rates exact, and drops amounts of a kind of pay that was left', () => {
    const body = engagementBody(typed({ weekly: '40', amounts: { hour: '１，０２０．５', month: '9' } }), 'e');

    expect(body.weekly_minutes_agreed).toBe(2400);
    expect(body.rates).toEqual([{ basis: 'hour', amount: '1020.5' }]);
  });

  it.each(['half_month', 'whole'])('of a %s starts on 1, whatever the month started on', (period) => {
    expect(engagementBody(typed({ period, periodStart: '15' }), 'e').pay_period.starts_on).toBe(1);
  });

  it.each([
    ['CN', 'CNY'],
    ['KE', 'KES'],
    ['ZZ', 'USD'],
  ])('begins in the currency of %s: %s, with the pay of the profile', (country, currency) => {
    const start = startJob(undefined, undefined, { language: 'en', theme: 'auto', basis: 'hour', place: { country } }, '2026-05-14');

    expect(start).toMatchObject({ currency, basis: 'hour', since: '2026-05-14', place: { country } });
    expect(CURRENCIES).toContain(currency);
  });
});

describe('what does not fit', () => {
  it.each([
    [{}, {}],
    [{ name: ' ' }, { name: 'app.required' }],
    [{ amounts: {} }, { hour: 'app.not_amount' }],
    [{ amounts: { hour: '-20' } }, { hour: 'app.not_amount' }],
    [{ basis: 'mixed', amounts: { month: '3000', piece: 'x' } }, { piece: 'app.not_amount' }],
    [{ until: '2026-05-13' }, { until: 'job.end_before' }],
    [{ until: '2026-05-14' }, {}],
    [{ periodStart: '28' }, {}],
    [{ periodStart: '29' }, { periodStart: 'app.not_number' }],
    [{ periodStart: '0' }, { periodStart: 'app.not_number' }],
    [{ period: 'week', periodStart: '7' }, {}],
    [{ period: 'week', periodStart: '8' }, { periodStart: 'app.not_number' }],
    [{ payAfter: '180' }, {}],
    [{ payAfter: '181' }, { payAfter: 'app.not_number' }],
    [{ payAfter: '' }, { payAfter: 'app.not_number' }],
    [{ weekly: '168' }, {}],
    [{ weekly: '169' }, { weekly: 'app.not_number' }],
    [{ weekly: '37.5' }, { weekly: 'app.not_number' }],
    [{ name: '', weekly: 'x' }, { name: 'app.required', weekly: 'app.not_number' }],
  ])('in %j is %j', (over, wrong) => {
    expect(wrongJob(typed(over))).toEqual(wrong);
  });
});
