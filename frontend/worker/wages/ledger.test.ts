import { describe, expect, it } from 'vitest';
import type { Bodies, Row } from '../../lib/records';
import { monthsTo, pending, reasons, rejectedOf, waited } from './ledger';

let made = 0;
function batch(part: Partial<Bodies['batch']>): Row<'batch'> {
  const body = { engagement_id: 'job', handed_in_on: '2026-11-01', unit: 'box', unit_price: '0.08', submitted: 500, accepted: 0, rejected: 0, returned: 0, ...part };
  return { id: `b${++made}`, kind: 'batch', rev: 1, body };
}

const TERMS = { rates: [{ basis: 'hour', amount: '16' }], paid_activities: ['paid_work'] } as unknown as Bodies['engagement'];
const rework = (minutes: number): Row<'time_entry'> => ({
  id: `e${++made}`,
  kind: 'time_entry',
  rev: 1,
  body: { engagement_id: 'job', worked_on: '2026-11-01', minutes, activity: 'rework', source: 'timer', zone: 'UTC' },
});

describe('the ledger of rejected work', () => {
  it('values rejected tasks at the price of their own batch', () => {
    const found = rejectedOf([batch({ rejected: 120 }), batch({ rejected: 10, unit_price: '1.5' })], [], TERMS, 2);

    expect(found).toMatchObject({ rejected: 130, submitted: 1000, rejected_minor: 960 + 1500 });
  });

  it('rounds once for each price, not for each batch', () => {
    const some = Array.from({ length: 10 }, () => batch({ rejected: 1, unit_price: '0.004' }));

    expect(rejectedOf(some, [], TERMS, 2).rejected_minor).toBe(4);
  });

  it('values free rework at the agreed hourly rate, and not at all where there is none', () => {
    expect(rejectedOf([], [rework(100)], TERMS, 2)).toMatchObject({ rework_minutes: 100, rework_minor: 2667 });
    expect(rejectedOf([], [rework(100)], { ...TERMS, rates: [{ basis: 'piece', amount: '1' }] }, 2).rework_minor).toBeNull();
    expect(rejectedOf([], [rework(100)], { ...TERMS, paid_activities: ['rework'] }, 2).rework_minutes).toBe(0);
  });

  it('tells "no reason given" from a reason that was not written down', () => {
    const found = reasons([batch({ rejected: 5, reason: 'no_reason' }), batch({ rejected: 2, returned: 1, reason: null }), batch({ accepted: 9 })]);

    expect(found).toEqual([
      { reason: 'no_reason', tasks: 5 },
      { reason: 'not_written', tasks: 3 },
    ]);
  });

  it('gives the median and the longest wait, and none where no batch was answered', () => {
    const days = ['2026-11-02', '2026-11-04', '2026-11-21'];

    expect(waited(days.map((approved_on) => batch({ approved_on })), 'approved_on')).toEqual({ n: 3, median: 3, longest: 20 });
    expect(waited(days.slice(0, 2).map((approved_on) => batch({ approved_on })), 'approved_on')?.median).toBe(2);
    expect(waited([batch({})], 'approved_on')).toBeNull();
  });

  it('counts tasks without an answer, and how long the oldest has waited', () => {
    expect(pending([batch({ accepted: 400, rejected: 50 }), batch({ accepted: 500, handed_in_on: '2026-01-01' })], '2026-11-22')).toEqual({ tasks: 50, days: 21 });
  });

  it('walks months back over the turn of a year', () => {
    expect(monthsTo('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});
