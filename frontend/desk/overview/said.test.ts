import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRelease, cells, EMPLOYERS, REGIONS, speakHere, without } from './an-example';
import { citation, factsOf, tilesOf, type Tile } from './said';

beforeEach(() => speakHere('en'));
afterEach(() => vi.unstubAllGlobals());

const [WORKERS, MOST, QUARTER, CHANGE] = [0, 1, 2, 3] as const;
const tile = (which: number, ...of: Parameters<typeof tilesOf>): Tile => tilesOf(...of)[which]!;

describe('the tiles', () => {
  it('count the workers of the release', () => {
    expect(tile(WORKERS, aRelease({ workers: 1240 }), null)).toMatchObject({ value: '1,240', under: 'vouched, distinct, who said yes' });
  });

  it('name the most frequent issue, and say that only those shown were compared', () => {
    expect(tile(MOST, aRelease(), null)).toMatchObject({ value: 'rejected work', under: '35 workers; of the issues that are shown' });
  });

  it('name two issues that are the same, and of more only that they are', () => {
    const of = (...margins: string[]) => tile(MOST, aRelease({ tables: [{ ...EMPLOYERS, cells: cells(...margins) }] }), null);
    const two = of('* rejected 10', '* below_floor 5', '* unpaid_training 5', '* deduction 10', '* late_pay 5');
    expect(two).toMatchObject({ value: 'rejected work and deductions', under: '10 workers each' });
    const three = of('* rejected 10', '* below_floor 10', '* unpaid_training 5', '* deduction 10', '* late_pay 5');
    expect(three).toMatchObject({ value: 'several alike', under: '10 workers each' });
  });

  it('add up the two bands from a quarter on, or say hidden', () => {
    expect(tile(QUARTER, aRelease(), null)).toMatchObject({ value: '40' });
    const hidden = aRelease({ tables: [EMPLOYERS, without(REGIONS, '*', 'under_50')] });
    expect(tile(QUARTER, hidden, null)).toMatchObject({ value: 'hidden', word: true });
  });

  it.each([
    [70, '+10'],
    [95, '−15'],
    [80, 'unchanged'],
  ])('tell the change against a release with %i workers: %s', (workers, value) => {
    const earlier = aRelease({ id: '2026-10-11', workers });
    expect(tile(CHANGE, aRelease(), earlier)).toMatchObject({ value, under: `workers counted; ${workers} in release 2026-10-11` });
  });

  it('show no change without a release before, or when it did not come', () => {
    expect(tile(CHANGE, aRelease(), null)).toMatchObject({ value: 'the first', word: true });
    expect(tile(CHANGE, aRelease(), 'missing')).toMatchObject({ value: 'not to be had', word: true });
  });

  it('hold no digit when everything is hidden and nothing came before, but the workers counted', () => {
    const tables = [EMPLOYERS, REGIONS].map((table) => ({ ...table, rows: [], cells: cells('* * 80') }));
    const [workers, ...others] = tilesOf(aRelease({ tables }), null);
    expect(workers!.value).toBe('80');
    expect(others.map((one) => `${one.label} ${one.value} ${one.under}`).join('\n')).not.toMatch(/\d/);
  });
});

describe('the box about the method', () => {
  const said = (of = aRelease()) => Object.fromEntries(factsOf(of, '00112233445566778899aabbccddeeff'));

  it('says that a figure moves in steps of k and may be k less one behind', () => {
    expect(said().Steps).toBe('A figure moves only in steps of 5. It may still include up to 4 who have left, or leave out up to 4 who have come.');
    expect(said(aRelease({ k: 10 })).Steps).toContain('steps of 10. It may still include up to 9 who');
  });

  it('says the days, the freeze, what is hidden, the floors, the rules, the number and the key', () => {
    expect(said()).toMatchObject({
      Days: '12 Oct 2026 to 8 Nov 2026, 28 days',
      'Frozen on': '11 Nov 2026; never changed since',
      Hidden: 'Figures under 5, none at all included, and whatever would let one be worked out. What is shown is rounded to 5.',
      'Minimum wages': 'checked up to 30 Oct 2026',
      Rules: 'version 1',
      Number: 'no. 11, permanent id 2026-11-08',
      Signature: '0011 2233 4455 6677 8899 aabb ccdd eeff',
    });
    expect(said(aRelease({ floors: null }))['Minimum wages']).toBe('none was checked');
  });

  it('gives a reference that holds all that finds and checks the release', () => {
    const text = citation(aRelease(), 'aabbccdd', 'https://host.example/desk#/overview/2026-11-08');
    expect(text).toBe('Gongyou release 2026-11-08 (no. 11, rules version 1), frozen 11 Nov 2026, signature aabb ccdd. https://host.example/desk#/overview/2026-11-08');
  });

  it('leaves no hole in any sentence of either language', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      speakHere(language);
      const all = [...factsOf(aRelease(), 'aabb').flat(), ...tilesOf(aRelease(), aRelease({ id: '2026-10-11' })).flatMap((one) => [one.label, one.value, one.under])];
      expect(all.filter((text) => !text.trim() || /[{}]|undefined|[a-z]+\.[a-z_]+/.test(text))).toEqual([]);
    }
  });
});
