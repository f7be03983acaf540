import { describe, expect, it } from 'vitest';
import { UnknownCurrency } from './estimate';
import { aJob, aReference, ask, askPeriod, batch, entry, paid, terms } from './given';

const SEPTEMBER = '2026-09-01';

describe('real wage', () => {
  it('divides what came by all the time that the work took: 9 hours for 8 paid ones at 20 are 17.78', () => {
    const job = aJob({
      entries: [entry('2026-09-01', 480), { ...entry('2026-09-01', 60, 'training'), required: true }],
      payments: [paid(16000, SEPTEMBER)],
    });

    const { out, period } = askPeriod(job);

    expect(out.real_wage).toMatchObject({ state: 'known', kept_minor: 16000, minutes: 540, hourly_minor: 1778 });
    expect(period).toMatchObject({ real_minutes: 540, unpaid_minutes: 60, agreed_all_minor: 16000, missing_all_minor: 0 });
  });

  it('says that one paid to work when costs are above pay, rounding away from zero', () => {
    const cost = { spent_on: '2026-09-02', amount_minor: 201, currency: 'CNY', kind: 'data' as const, refunded_minor: 0 };
    const { out } = askPeriod(aJob({ entries: [entry('2026-09-02', 480)], costs: [{ ...cost, amount_minor: 204 }] }));

    expect(out.real_wage).toMatchObject({ state: 'paid_to_work', kept_minor: -204, hourly_minor: -26 });
    expect(out.real_wage.unpaid_periods).toEqual([SEPTEMBER]);
  });

  it('says that nothing was paid rather than a wage of 0, and compares even that with the yardstick', () => {
    const { out } = askPeriod(aJob({ entries: [entry('2026-09-02', 120)] }));

    expect(out.real_wage).toMatchObject({ state: 'nothing_paid', hourly_minor: null, yardstick: 'less' });
    expect(out.real_wage).toMatchObject({ yardstick_low_minor: 2200, yardstick_high_minor: 2200 });
  });

  it('shows before the first pay day what was agreed an hour, and no wage', () => {
    const job = aJob({ terms: terms({ ended_on: null }), entries: [entry('2026-11-03', 90), entry('2026-11-03', 30, 'waiting')] });
    const { out } = askPeriod(job, aReference(), { first_day: '2026-11-01', last_day: '2026-11-30' });

    expect(out.real_wage).toMatchObject({ state: 'not_closed', hourly_minor: null, agreed_hourly_minor: 1500 });
  });

  it('adds the jobs of one currency and keeps two currencies apart', () => {
    const one = aJob({ entries: [entry('2026-09-02', 60)], payments: [paid(1000, SEPTEMBER)] });
    const two = aJob({ entries: [entry('2026-09-02', 60)], payments: [paid(3000, SEPTEMBER)] });
    const abroad = aJob({ terms: terms({ currency: 'USD' }), entries: [entry('2026-09-02', 60)] });

    const { real_wages } = ask([abroad, one, two]);

    expect(real_wages.map(({ currency, hourly_minor }) => [currency, hourly_minor])).toEqual([
      ['CNY', 2000],
      ['USD', null],
    ]);
  });

  it('gives no wage when a payment came in another currency, and no legal verdict for its period', () => {
    const dollars = paid(900, SEPTEMBER, { currency: 'USD' });
    const { out, legal } = askPeriod(aJob({ entries: [entry('2026-09-02', 60)], payments: [dollars] }));

    expect(out.real_wage.state).toBe('other_currency');
    expect(out.other_currencies).toEqual(['USD']);
    expect(legal).toMatchObject({ verdict: 'unknown', reasons: ['other_currency'] });
  });
});

describe('currencies', () => {
  it('gives no figure in a currency whose minor unit is not listed, rather than guess two digits', () => {
    expect(() => ask(aJob({ terms: terms({ currency: 'QQQ' }) }))).toThrow(UnknownCurrency);
  });
});

describe('pay periods', () => {
  const starts = (kind: 'week' | 'half_month' | 'month' | 'whole', starts_on: number, began_on = '2026-02-01') =>
    ask(aJob({ terms: terms({ began_on, ended_on: '2026-03-02', pay_period: { kind, starts_on, pay_after_days: 15 } }) }), aReference(), {
      first_day: '2026-01-01',
      last_day: '2026-12-31',
    }).jobs[0]?.periods.map(({ starts_on, ends_on }) => `${starts_on.slice(5)}/${ends_on.slice(5)}`);

  it('follow the calendar where months are short', () => {
    expect(starts('month', 28)).toEqual(['01-28/02-27', '02-28/03-27']);
    expect(starts('month', 1)).toEqual(['02-01/02-28', '03-01/03-31']);
    expect(starts('half_month', 1)).toEqual(['02-01/02-15', '02-16/02-28', '03-01/03-15']);
    expect(starts('week', 7, '2026-02-18')).toEqual(['02-15/02-21', '02-22/02-28', '03-01/03-07']);
    expect(starts('whole', 1)).toEqual(['02-01/03-02']);
  });

  it('are closed on the day after pay day, or when the worker says that all is paid', () => {
    const closed = (today: string, all_paid: boolean) =>
      askPeriod(aJob({ marks: [{ for_period: SEPTEMBER, all_paid }] }), aReference(), { today }).period.closed;

    expect([closed('2026-10-15', false), closed('2026-10-16', false), closed('2026-10-01', true)]).toEqual([false, true, true]);
  });

  it('reach from the first record to the last, and take only those that end within the days asked for', () => {
    const job = aJob({ entries: [entry('2026-08-31', 60), entry('2026-10-01', 60)] });
    const answer = ask(job, aReference(), { first_day: '2026-01-01', last_day: '2026-12-31' });
    const part = ask(job, aReference(), { first_day: '2026-09-30', last_day: '2026-10-30' });

    expect(answer.jobs[0]?.periods.map((period) => period.starts_on)).toEqual(['2026-08-01', SEPTEMBER, '2026-10-01']);
    expect(part.jobs[0]?.periods.map((period) => period.starts_on)).toEqual([SEPTEMBER]);
  });

  it('leave a payment aside that is for no pay period yet', () => {
    const { out, period } = askPeriod(aJob({ payments: [paid(500, null), paid(700, SEPTEMBER)] }));

    expect([out.unassigned_minor, out.received_minor, period.received_minor]).toEqual([500, 700, 700]);
  });
});

describe('agreed', () => {
  const month = { basis: 'month' as const, amount: '3200.00' };

  it('promises the whole month amount, unless the worker says that days were missed', () => {
    const lines = (full_month: boolean | null) =>
      askPeriod(aJob({ terms: terms({ rates: [month] }), entries: [entry('2026-09-02', 5220)], marks: [{ for_period: SEPTEMBER, all_paid: false, full_month }] }))
        .period.lines;

    expect(lines(null)).toMatchObject([{ counted: '1', all_minor: 320000 }]);
    expect(lines(false)).toMatchObject([{ counted: '5220', all_minor: 160000 }]);
  });

  it('takes days of the calendar where no hours a month are known', () => {
    const job = aJob({ terms: terms({ rates: [month], began_on: '2026-09-21' }), entries: [entry('2026-09-22', 60)] });

    expect(askPeriod(job, aReference([], { hours_per_month: null })).period.lines).toMatchObject([
      { counted: '10/30', all_minor: 106667 },
    ]);
  });

  it('counts days and hours of the activities that are paid, and nothing for waiting', () => {
    const rates = [{ basis: 'hour' as const, amount: '0.000001' }, { basis: 'day' as const, amount: '150' }];
    const entries = [entry('2026-09-02', 30), entry('2026-09-02', 30, 'meeting'), entry('2026-09-03', 99, 'waiting')];
    const { lines } = askPeriod(aJob({ terms: terms({ rates }), entries })).period;

    expect(lines.map(({ basis, counted, all_minor }) => [basis, counted, all_minor])).toEqual([
      ['hour', '60', 0],
      ['day', '1', 15000],
    ]);
  });

  it('promises what has no outcome yet, and takes off what was rejected or returned', () => {
    const { period } = askPeriod(
      aJob({ terms: terms({ rates: [{ basis: 'piece', amount: '0.08' }] }), batches: [batch('0.08', 500, 120, { returned: 30, accepted: 100 })] }),
    );

    expect(period.lines).toMatchObject([
      { basis: 'piece', counted: '500', counted_accepted: '350', all_minor: 4000, accepted_minor: 2800 },
    ]);
    expect(period).toMatchObject({ rejected_minor: 960, returned_minor: 240, rejected: 120, submitted: 500 });
  });

  it('rounds each price once over all its batches, not each batch', () => {
    const { period } = askPeriod(aJob({ batches: [batch('0.004', 1), batch('0.0040', 1), batch('0.004', 1, 0, { unit: 'text' })] }));

    expect(period.lines.map(({ rate, unit, all_minor }) => [rate, unit, all_minor])).toEqual([
      ['0.004', 'box', 1],
      ['0.004', 'text', 0],
    ]);
  });

  it('orders units by code points, as the service does, not by halves of pairs', () => {
    const units = ['\u{1F600}', '\uFF21'].map((unit) => batch('1', 1, 0, { unit }));

    expect(askPeriod(aJob({ batches: units })).period.lines.map(({ unit }) => unit)).toEqual(['\uFF21', '\u{1F600}']);
  });

  it('pays a lump sum once, where the job ended', () => {
    const rates = [{ basis: 'lump' as const, amount: '800' }];
    const job = aJob({ terms: terms({ rates, began_on: '2026-08-20', ended_on: '2026-09-10' }) });
    const answer = ask(job, aReference(), { first_day: '2026-08-01' });

    expect(answer.jobs[0]?.periods.map((period) => period.agreed_all_minor)).toEqual([0, 80000]);
  });

  it('has no minor unit to round to in yen', () => {
    const job = aJob({ terms: terms({ currency: 'JPY', rates: [{ basis: 'hour', amount: '1000' }] }), entries: [entry('2026-09-02', 50)] });

    expect(askPeriod(job).period.agreed_all_minor).toBe(833);
  });

  it('refuses a sum that a number cannot hold exactly', () => {
    const job = aJob({ terms: terms({ rates: [{ basis: 'hour', amount: '999999999999' }] }), entries: Array(100).fill(entry('2026-09-02', 1440)) });

    expect(() => ask(job)).toThrow(RangeError);
  });
});
