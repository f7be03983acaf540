import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRelease, cells, EMPLOYERS, REGIONS, speakHere, without } from './an-example';
import { citation, factsOf, tilesOf, verifying, type Tile } from './said';

beforeEach(() => speakHere('en'));
afterEach(() => vi.unstubAllGlobals());

const [WORKERS, MOST, QUARTER] = [0, 1, 2] as const;
const tile = (which: number, ...of: Parameters<typeof tilesOf>): Tile => tilesOf(...of)[which]!;

describe('the tiles', () => {
  it('count the workers of the release', () => {
    expect(tile(WORKERS, aRelease({ workers: 1240 }), null)).toMatchObject({ value: '1,240', under: 'vouched for, said yes, each counted once' });
  });

  it('name the most common main problem, say that only those shown were compared, and that more workers may have had it', () => {
    const said = { value: 'rejected work', under: 'the main problem of about 35 workers; only those that are shown were compared', also: 'others may have had it too' };
    expect(tile(MOST, aRelease(), null)).toMatchObject(said);
  });

  it('name two issues that are the same, and of more only that they are', () => {
    const of = (...margins: string[]) => tile(MOST, aRelease({ tables: [{ ...EMPLOYERS, cells: cells(...margins) }] }), null);
    const two = of('* rejected 10', '* below_floor 5', '* unpaid_training 5', '* deduction 10', '* late_pay 5');
    expect(two).toMatchObject({ value: 'rejected work and deductions', under: 'each the main problem of about 10 workers' });
    const three = of('* rejected 10', '* below_floor 10', '* unpaid_training 5', '* deduction 10', '* late_pay 5');
    expect(three).toMatchObject({ value: 'several alike', under: 'each the main problem of about 10 workers' });
  });

  it('add up the two bands from a quarter on, or say hidden', () => {
    expect(tile(QUARTER, aRelease(), null)).toMatchObject({ value: '40', under: 'of about 80 workers; waiting, rework and training are time too' });
    const hidden = aRelease({ tables: [EMPLOYERS, without(REGIONS, '*', 'under_50')] });
    expect(tile(QUARTER, hidden, null)).toMatchObject({ value: 'hidden', word: true });
  });

  it.each([
    [70, '+10 against the release before (70)'],
    [95, '−15 against the release before (95)'],
    [80, 'as many as in the release before'],
  ])('tell the change against a release with %i workers: %s', (workers, also) => {
    expect(tile(WORKERS, aRelease(), aRelease({ id: '2026-10-11', workers }))).toMatchObject({ also });
  });

  it('show no change without a release before, or when it did not come', () => {
    expect(tile(WORKERS, aRelease(), null).also).toBe('the first release: none to compare with');
    expect(tile(WORKERS, aRelease(), 'missing').also).toBe('the release before could not be fetched');
  });

  it('hold no digit when everything is hidden and nothing came before, but the workers counted', () => {
    const tables = [EMPLOYERS, REGIONS].map((table) => ({ ...table, rows: [], cells: cells('* * 80') }));
    const [workers, ...others] = tilesOf(aRelease({ tables }), null);
    expect(workers!.value).toBe('80');
    expect(workers!.also).not.toMatch(/\d/);
    expect(others.map((one) => `${one.label} ${one.value} ${one.under} ${one.also}`).join('\n')).not.toMatch(/\d/);
  });
});

describe('the box about the method', () => {
  const said = (of = aRelease()) => Object.fromEntries(factsOf(of, '00112233445566778899aabbccddeeff', 'East Union'));

  it('says that a figure moves in steps of k and may be k less one behind', () => {
    expect(said().Steps).toBe('A figure moves only in steps of 5. It may still include up to 4 who have left, or leave out up to 4 who have come.');
    expect(said(aRelease({ k: 10 })).Steps).toContain('steps of 10. It may still include up to 9 who');
  });

  it('says that each worker is counted once, and on whose server', () => {
    expect(said()['Each once']).toContain('counted once in each table: at the employer with most of their time');
    expect(said()).toMatchObject({ Counted: expect.stringContaining('About 80 workers'), Host: 'East Union' });
  });

  it('says the days, the freeze, what is hidden, the floors, the rules, the number and the key', () => {
    expect(said()).toMatchObject({
      Days: '12 Oct 2026 to 8 Nov 2026, 28 days',
      'Frozen on': '11 Nov 2026; never changed since',
      Hidden: 'Figures under 5, none at all included, and whatever would let one be worked out. What is shown is rounded to 5.',
      'Minimum wages': 'checked up to 30 Oct 2026',
      Rules: 'version 1',
      Number: 'no. 11, permanent id 2026-11-08',
      'Signing key': '0011 2233 4455 6677 8899 aabb ccdd eeff',
    });
    expect(said(aRelease({ floors: null }))['Minimum wages']).toBe('none was checked');
  });

  it('gives a reference that holds all that finds and checks the release', () => {
    const text = citation(aRelease(), 'aabbccdd', 'East Union', 'https://host.example/desk#/overview/2026-11-08');
    expect(text).toBe(
      'East Union: Gongyou release 2026-11-08 (no. 11, rules version 1), 12 Oct – 8 Nov 2026, frozen 11 Nov 2026; about 80 workers, ' +
        'each counted once in each table. Signing key aabb ccdd. https://host.example/desk#/overview/2026-11-08',
    );
    expect(verifying('2026-11-08', 'aabbccdd')).toBe('gongyou release verify gongyou-release-2026-11-08.json --by aabbccdd');
  });

  it('leaves no hole in any sentence of either language', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      speakHere(language);
      const all = [...factsOf(aRelease(), 'aabb', 'East Union').flat(), ...tilesOf(aRelease(), aRelease({ id: '2026-10-11' })).flatMap((one) => [one.label, one.value, one.under, one.also ?? '-'])];
      expect(all.filter((text) => !text.trim() || /[{}]|undefined|[a-z]+\.[a-z_]+/.test(text))).toEqual([]);
    }
  });
});
