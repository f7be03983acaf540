import { describe, expect, test, vi } from 'vitest';

import { anEntry, aPhone, stored } from './a-phone';

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a draft', () => {
  test('comes back after the page is gone', async () => {
    const phone = aPhone();
    const page = phone.tab({ locks: undefined });
    await page.open();
    page.draft('log').set({ minutes: 5 });
    await vi.waitFor(async () => expect(await stored(phone, 'draft')).toHaveLength(1)); // unasked, after 100 ms

    expect(await phone.tab({ locks: undefined }).draft('log').restore()).toEqual({ minutes: 5 });
  });

  test('is written at once when the page is hidden', async () => {
    const phone = aPhone();
    const page = phone.tab();
    await page.loaded();
    page.draft('log').set({ minutes: 5 });
    page.seen(true);
    await settled();

    expect(await stored(phone, 'draft')).toHaveLength(1);
  });

  test('ends in the transaction that saves it, and in no other', async () => {
    const phone = aPhone();
    const page = phone.tab();
    const draft = page.draft('log');
    draft.set({ minutes: 5 });
    const [row] = await page.saveAll([{ kind: 'time_entry', body: anEntry() }]);
    await draft.flush();
    const old = { ...row!, rev: 9 };
    await expect(page.saveAll([{ kind: 'time_entry', body: anEntry(), row: old as never }], draft)).rejects.toThrow('stale');
    expect(draft.value.value).toEqual({ minutes: 5 });
    expect(await stored(phone, 'draft')).toHaveLength(1);

    await page.saveAll([{ kind: 'time_entry', body: anEntry() }], draft);
    expect(draft.value.value).toBeUndefined();
    expect(await stored(phone, 'draft')).toEqual([]);
  });

  test('is not set back by a reading that was overtaken by typing', async () => {
    const page = aPhone().tab();
    const draft = page.draft<number>('log');
    draft.set(1);
    await draft.flush();

    const reading = draft.reread(); // another tab's message, say
    await Promise.resolve();
    await Promise.resolve();
    draft.set(2);
    const written = draft.flush();
    await Promise.all([reading, written]);

    expect(draft.value.value).toBe(2);
  });

  test('has one owner: a second tab reads along, and may take over', async () => {
    const phone = aPhone();
    const [one, two] = [phone.tab().draft<number>('log'), phone.tab().draft<number>('log')];
    one.set(1);
    await one.flush();
    expect(await two.restore()).toBe(1);
    expect([one.mine.value, two.mine.value]).toEqual([true, false]);
    two.set(9);
    expect(two.value.value).toBe(1);
    one.set(2);
    await one.flush();
    await expect.poll(() => two.value.value).toBe(2);

    expect(await two.take()).toBe(2);
    await settled();
    expect([one.mine.value, two.mine.value]).toEqual([false, true]);
    two.set(3);
    await two.flush();
    await expect.poll(() => one.value.value).toBe(3);
  });

  test('that another tab has saved cannot be saved again', async () => {
    const phone = aPhone();
    const tabs = [phone.tab({ locks: undefined }), phone.tab({ locks: undefined, channel: undefined })];
    const [one, two] = tabs.map((tab) => tab.draft<number>('log'));
    one!.set(1);
    await one!.flush();
    await two!.restore();
    await tabs[0]!.saveAll([{ kind: 'time_entry', body: anEntry() }], one);

    const twice = tabs[1]!.saveAll([{ kind: 'time_entry', body: anEntry() }], two);

    await expect(twice).rejects.toMatchObject({ code: 'stale' });
    expect(await stored(phone, 'entity')).toHaveLength(1);
  });

  test('that another tab has saved is not revived by a late write', async () => {
    const phone = aPhone();
    const tabs = [phone.tab({ locks: undefined }), phone.tab({ locks: undefined, channel: undefined })];
    const [one, two] = tabs.map((tab) => tab.draft<number>('log'));
    one!.set(1);
    await one!.flush();
    await two!.restore();
    await tabs[0]!.saveAll([{ kind: 'time_entry', body: anEntry() }], one);

    two!.set(2);
    await two!.flush();

    expect(await stored(phone, 'draft')).toEqual([]);
    expect([two!.mine.value, two!.value.value]).toEqual([false, 2]); // still to be seen, and "continue here" is offered
  });

  test('thrown away is gone everywhere', async () => {
    const phone = aPhone();
    const draft = phone.tab().draft('log');
    draft.set(1);
    await draft.flush();
    await draft.clear();

    expect(await stored(phone, 'draft')).toEqual([]);
    expect(await phone.tab().draft('log').restore()).toBeUndefined();
  });
});
