import { afterEach, describe, expect, test, vi } from 'vitest';

import { clock } from '../clock';
import { anEntry, aPhone, rawBytes, type Phone } from './a-phone';
import { hanging } from './faults';
import type { Store } from './store';
import { IDBFactory } from 'fake-indexeddb';

const save = (store: Store) => store.saveAll([{ kind: 'time_entry', body: anEntry() }]);
const on = (day: string) => vi.spyOn(clock, 'now').mockReturnValue(Date.parse(`${day}T12:00:00Z`));

afterEach(() => vi.restoreAllMocks());

async function wiped(phone: Phone): Promise<Phone> {
  const store = phone.tab();
  on('2026-05-12');
  await save(store);
  on('2026-05-14');
  await save(store);
  store.seen(true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  phone.factory = new IDBFactory();
  return phone;
}

describe('loss', () => {
  const keeping: [string, (phone: Phone) => void][] = [
    ['localStorage', (phone) => (phone.caches = undefined as never)],
    ['Cache Storage', (phone) => phone.local.clear()],
  ];
  test.each(keeping)('is noticed by what %s kept, with day and number', async (_, wipe) => {
    const phone = await wiped(aPhone());
    wipe(phone);
    on('2026-06-01');

    const store = phone.tab();
    await store.open();

    expect(store.state.value.loss).toEqual({ on: '2026-05-14', unsent: 2 });
    expect(store.state.value).toMatchObject({ phase: 'ready', unsent: 0 });
  });

  test('is told until the worker has read it, and then once and for all', async () => {
    const phone = await wiped(aPhone());
    await phone.tab().open();
    const second = phone.tab();
    await second.open();
    expect(second.state.value.loss).toEqual({ on: '2026-05-14', unsent: 2 });

    await second.forgetLoss();
    expect(second.state.value.loss).toBeUndefined();
    await save(second);
    const third = phone.tab();
    await third.open();
    expect(third.state.value.loss).toBeUndefined();
  });

  test('of the last saves only (a disk that went back in time) is noticed too', async () => {
    const phone = aPhone();
    await save(phone.tab());
    phone.local.setItem('gongyou.mark', '2026-05-14.4');

    const store = phone.tab();
    await store.open();

    expect(store.state.value.loss).toEqual({ on: '2026-05-14', unsent: 3 });
  });

  test('counts saves in reserve whose key went with the box', async () => {
    const phone = aPhone();
    await save(phone.tab());
    await save(phone.tab({ factory: hanging(phone.factory, () => true) }));
    phone.factory = new IDBFactory();

    const store = phone.tab();
    await store.open();

    expect(store.state.value.loss?.unsent).toBe(2);
    expect(store.state.value.reserved).toBe(0);
  });

  test('is not cried over an empty phone, nor at an ordinary start', async () => {
    const phone = aPhone();
    const first = phone.tab();
    await first.open();
    phone.factory = new IDBFactory();
    const second = phone.tab();
    await second.open();
    expect(second.state.value.loss).toBeUndefined();
    await save(second);
    const third = phone.tab();
    await third.open();
    expect(third.state.value.loss).toBeUndefined();
  });

  test('marks hold a day and a number and nothing else', async () => {
    const phone = await wiped(aPhone());
    expect(phone.local.getItem('gongyou.mark')).toBe('2026-05-14.2');
    expect(await rawBytes(phone)).not.toContain('paid_work');
  });
});

describe('asking the browser to keep the store', () => {
  test.each([true, false])('comes after the first save, once, and the answer (%s) is shown', async (answer) => {
    const phone = aPhone();
    let asked = 0;
    phone.persist = () => Promise.resolve((asked++, answer));
    const store = phone.tab();
    await store.loaded();
    expect(asked).toBe(0);
    expect(store.state.value.persisted).toBeUndefined();

    await save(store);
    await save(store);

    await expect.poll(() => store.state.value.persisted).toBe(answer);
    expect(asked).toBe(1);
  });
});

describe('with parts of the browser missing', () => {
  const parts = ['local', 'caches', 'locks', 'storage', 'channel', 'watch'] as const;
  const none = Object.fromEntries(parts.map((part) => [part, undefined]));
  test.each([...parts.map((part) => [part, { [part]: undefined }] as const), ['all of them', none] as const])(
    'the core works without %s',
    async (_, missing) => {
      const phone = aPhone();
      const store = phone.tab(missing);
      const draft = store.draft<number>('log');
      draft.set(1);
      await draft.flush();
      await store.saveAll([{ kind: 'time_entry', body: anEntry() }], draft);

      const later = phone.tab(missing);
      await later.loaded();
      expect(later.rows('time_entry').value).toHaveLength(1);
      expect(await later.draft('log').restore()).toBeUndefined();
    },
  );
});
