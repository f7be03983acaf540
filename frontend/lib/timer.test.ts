import { beforeEach, describe, expect, test, vi } from 'vitest';

import { aPhone, type Phone } from './store/a-phone';
import type { Clock } from './clock';
import type { Store } from './store/store';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-05-14T01:00:00Z'); // 09:00 in Shanghai
const at: Clock = { now: () => NINE, mono: () => 0, zone: () => 'Asia/Shanghai' };

/** Load the page's modules anew, over the same phone. */
async function page(phone: Phone): Promise<{ store: Store; timer: typeof import('./timer') }> {
  vi.resetModules();
  const tab = phone.tab({ locks: undefined });
  vi.doMock('./store', () => ({
    draft: (name: string) => tab.draft(name),
    saveAll: (...how: Parameters<Store['saveAll']>) => tab.saveAll(...how),
  }));
  vi.doMock('./clock', async (real) => ({ ...(await real<typeof import('./clock')>()), clock: at }));
  return { store: tab, timer: await import('./timer') };
}

beforeEach(() => void Object.assign(at, { now: () => NINE, mono: () => 0, zone: () => 'Asia/Shanghai' }));

const after = (hours: number, mono = hours) => {
  at.now = () => NINE + hours * HOUR;
  at.mono = () => mono * HOUR;
};
const log = (store: Store) =>
  store.rows('time_entry').value.map(({ body }) => [body.worked_on, body.activity, body.minutes, body.starts_at_minute]);

describe('the timer', () => {
  test('outlives a restart and midnight', async () => {
    const phone = aPhone();
    await (await page(phone)).timer.start('e1', 'paid_work');

    after(16, 0.001);
    const { store, timer } = await page(phone);
    await timer.resume();
    expect(timer.elapsed()).toBe(16 * HOUR);
    await timer.stop();

    expect(log(store)).toEqual([
      ['2026-05-15', 'paid_work', 60, 0],
      ['2026-05-14', 'paid_work', 900, 540],
    ]);
    expect(store.rows('time_entry').value[0]!.body).toMatchObject({ engagement_id: 'e1', source: 'timer', zone: 'Asia/Shanghai' });
    const next = await page(phone);
    expect(await next.timer.resume()).toBeUndefined();
  });

  test('changes activity in one go', async () => {
    const { store, timer } = await page(aPhone());
    await timer.start('e1', 'paid_work');
    after(2);
    await timer.change('training', true);
    after(3);
    await timer.stop();

    expect(log(store)).toEqual([
      ['2026-05-14', 'training', 60, 660],
      ['2026-05-14', 'paid_work', 120, 540],
    ]);
    expect(store.rows('time_entry').value[0]!.body).toMatchObject({ required: true });
  });

  test('after a clock jump saves nothing until the worker has chosen, and marks what was chosen', async () => {
    const { store, timer } = await page(aPhone());
    await timer.start('e1', 'paid_work');
    after(3, 1);

    const asked = await timer.stop();

    expect(asked).toMatchObject({ ask: { wall: [{ minutes: 180 }], measured: [{ minutes: 60 }] } });
    expect(log(store)).toEqual([]);
    expect(timer.timer.value).toBeDefined();
    await timer.stop('measured');
    expect(log(store)).toEqual([['2026-05-14', 'paid_work', 60, 540]]);
    expect(store.rows('time_entry').value[0]!.body.clock_jumped).toBe(true);
    expect(timer.timer.value).toBeUndefined();
  });

  test('offers no total by a clock that makes no sense', async () => {
    const { timer } = await page(aPhone());
    await timer.start('e1', 'paid_work');
    after(-2 * 365 * 24, 1);
    expect(await timer.stop()).toEqual({ ask: { measured: [expect.objectContaining({ minutes: 60 })] } });
  });

  test('is stopped once, though two tabs try', async () => {
    const phone = aPhone();
    const one = await page(phone);
    await one.timer.start('e1', 'paid_work');
    const two = await page(phone);
    await two.timer.resume();
    after(1);

    await one.timer.stop();
    const second = await two.timer.stop().catch((error: Error) => error.message);

    expect(second).toSatisfy((answer) => answer === 'stale' || JSON.stringify(answer) === '{"saved":[]}');
    await two.store.refresh();
    expect(log(two.store)).toHaveLength(1);
  });

  test('of less than half a minute leaves nothing', async () => {
    const { store, timer } = await page(aPhone());
    await timer.start('e1', 'paid_work');
    after(0.005);
    expect(await timer.stop()).toEqual({ saved: [] });
    expect([log(store), timer.timer.value]).toEqual([[], undefined]);
  });

  test('does not start over one that runs', async () => {
    const phone = aPhone();
    await (await page(phone)).timer.start('e1', 'paid_work');
    await expect((await page(phone)).timer.start('e2', 'training')).rejects.toThrow('a timer runs');
  });
});
