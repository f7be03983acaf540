import { describe, expect, it } from 'vitest';
import type { Bodies, Row } from '../../lib/records';
import { allowanceOf, endsSoon } from './allowance';

const TODAY = '2026-11-22';
let made = 0;
const id = () => `019a0000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;
const gave = (part: Partial<Bodies['consent']> = {}): Row<'consent'> => ({ id: id(), kind: 'consent', rev: 1, body: { purpose: 'copy', text_version: 'copy-1', given_on: '2026-11-01', until: '2027-10-31', knows: 0, ...part } });
const took = (part: Partial<Bodies['withdrawal']> = {}): Row<'withdrawal'> => ({ id: id(), kind: 'withdrawal', rev: 1, body: { purpose: 'copy', withdrawn_on: '2026-11-10', ...part } });

describe('what was allowed', () => {
  it('is off where nothing was ever said', () => {
    expect(allowanceOf('copy', [], [], TODAY)).toEqual({ is: 'off', steps: [] });
    expect(allowanceOf('count', [gave()], [], TODAY).is).toBe('off');
  });

  it('is on until its last day, and ended on the next', () => {
    const given = gave({ until: TODAY });

    expect(allowanceOf('copy', [given], [], TODAY)).toMatchObject({ is: 'on', until: TODAY, version: 'copy-1', latest: given.id });
    expect(allowanceOf('copy', [given], [], '2026-11-23')).toMatchObject({ is: 'ended', on: TODAY });
  });

  it('is taken back whichever was made last on a phone that had not heard of it', () => {
    const withdrawn = took();
    const later = gave({ knows: 0, given_on: '2026-11-12' });

    expect(allowanceOf('copy', [later], [withdrawn], TODAY)).toMatchObject({ is: 'withdrawn', on: '2026-11-10', latest: withdrawn.id });
  });

  it('is on again once it was given by who knew of the withdrawal, and keeps the whole history', () => {
    const all = [gave(), gave({ knows: 1, given_on: '2026-11-12' })];
    const allowance = allowanceOf('copy', all, [took()], TODAY);

    expect(allowance).toMatchObject({ is: 'on', on: '2026-11-12' });
    expect(allowance.steps).toHaveLength(3);
  });

  it('says a month ahead that it will end', () => {
    const ends = (until: string) => endsSoon(allowanceOf('copy', [gave({ until })], [], TODAY), TODAY);

    expect(ends('2026-12-22')).toBe(true);
    expect(ends('2026-12-23')).toBe(false);
    expect(endsSoon(allowanceOf('copy', [], [], TODAY), TODAY)).toBe(false);
  });
});
