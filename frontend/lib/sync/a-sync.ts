/** A phone with an account for tests: its tabs, its clock, its network. Imported by tests only. */
import { expect, vi } from 'vitest';

import { clock } from '../clock';
import { aPhone, anEntry, stored, type Phone } from '../store/a-phone';
import type { Op } from '../store/box';
import type { Platform } from '../store/platform';
import type { Store } from '../store/store';
import type { Bodies, Row } from '../records';
import type { Account } from './account';
import { RAW, WORKER, type Server } from './a-server';
import { adoptAccount } from './adopt';
import { bringBack } from './conflicts';
import { Sync } from './engine';
import type { Outside } from './outside';

const MORNING = Date.parse('2026-05-14T08:00:00Z');
export const ACCOUNT: Account = { handle: 'lan', device_key: 'AA==', signed_in: true, pins: [] };

/** Time that stands still until it is told to go on; and the timers in it. */
export class Time {
  private static latest = MORNING; // ids never go back, so neither does the time of the next test
  private at = (Time.latest += 60_000);
  readonly syncs: Sync[] = [];
  private timers: { at: number; then: () => void }[] = [];

  get now(): number {
    return this.at;
  }

  set now(ms: number) {
    this.at = ms;
    Time.latest = Math.max(Time.latest, ms);
    vi.setSystemTime(ms);
  }

  after = (ms: number, then: () => void): (() => void) => {
    const timer = { at: this.now + ms, then };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((one) => one !== timer));
  };

  /** Let time pass, timers included, and what they start. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.settle();
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((one, two) => one.at - two.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((one) => one !== due);
      this.now = Math.max(this.now, due.at);
      due.then();
      await this.settle();
    }
    this.now = end;
  }

  /** Wait until what was started has nothing more to do without time passing. */
  async settle(): Promise<void> {
    for (const sync of this.syncs) await sync.idle();
    await new Promise((done) => setImmediate(done));
  }
}

export interface Tab {
  store: Store & { seen: (hidden: boolean) => void };
  sync: Sync;
  back: () => void; // the page is seen again, or the network is back
  save: (over?: Partial<Bodies['time_entry']>, row?: Row<'time_entry'>) => Promise<Row<'time_entry'>>;
  minutes: () => number[];
}

export interface Synced {
  phone: Phone;
  time: Time;
  tab: (other?: Partial<Platform>, outside?: Partial<Outside>) => Tab;
  left: string[];
}

/** A phone that belongs to the account of all tests. */
export async function aSyncedPhone(server: Server, time = new Time()): Promise<Synced> {
  const phone = aPhone();
  vi.useFakeTimers({ toFake: ['Date'], now: time.now });
  clock.now = () => time.now;
  server.now = () => time.now;
  await adoptAccount(phone.tab(), { workerId: WORKER, rawVaultKey: RAW, account: ACCOUNT });
  const left: string[] = [];
  const tab = (other: Partial<Platform> = {}, over: Partial<Outside> = {}): Tab => {
    const store = phone.tab(other);
    let back = () => {};
    const outside: Outside = {
      fetch: server.fetch,
      now: () => time.now,
      random: () => 0.5,
      after: time.after,
      locks: phone.locks,
      visible: () => true,
      watch: (told) => {
        back = told;
        return () => (back = () => {});
      },
      host: 'union.example',
      version: '1',
      ...over,
    };
    const sync = new Sync(store, outside, () => Promise.resolve(left.push('left')));
    time.syncs.push(sync);
    const save: Tab['save'] = async (fields = {}, row) =>
      (await store.saveAll([{ kind: 'time_entry', body: anEntry(fields), row }]))[0] as Row<'time_entry'>;
    return { store, sync, back: () => back(), save, minutes: () => store.rows('time_entry').value.map(({ body }) => body.minutes) };
  };
  return { phone, time, tab, left };
}

/** Bring back the first row that was kept aside, as the worker does. */
export async function recover({ sync }: Tab): Promise<void> {
  await bringBack((await sync.desk())!, sync.kept.value[0]!);
  await sync.show();
}

/** Allow a copy, as the worker does. */
export async function allowCopy({ store }: Tab, knows = 0): Promise<void> {
  const body = { purpose: 'copy', organization_id: null, text_version: 'copy.1', given_on: '2026-05-14', until: '2030-05-14', knows } as const;
  await store.saveAll([{ kind: 'consent', body }]);
}

/** What was acknowledged on a phone and what the server has are the same set, and nothing waits unseen. */
export async function nothingIsLost(server: Server, { phone }: Synced, { store }: Tab, saved: number): Promise<void> {
  const ops = await stored<Op>(phone, 'op');
  const numbers = [...server.ledger, ...ops].map(({ seq }) => seq);
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(Array.from({ length: saved + 1 }, (_, at) => at + 1));
  expect(new Set(server.ledger.map(({ op_id }) => op_id)).size).toBe(server.ledger.length);
  expect(store.state.value.unsent).toBe(ops.length);
}
