/**
 * One flush at a time in all tabs: a Web Lock, and a lease in the box for browsers without locks. The lease also tells a
 * tab that works from one that was frozen with the lock in its hand.
 */
import { answer } from '../store/database';
import { uuidv7 } from '../uuid';
import type { Desk } from './desk';

export const LEASE = 30_000; // ms
const RENEW = 10_000;
const NAME = 'gongyou sync';

interface Lease {
  key: 'lease';
  holder: string;
  until: number;
}

export class Turns {
  private readonly me = uuidv7();

  /** Do the work unless another tab is at it; undefined: it is. */
  async alone<T>(desk: Desk, work: () => Promise<T>): Promise<T | undefined> {
    const { locks } = desk.outside;
    if (!locks) return (await this.take(desk, false)) ? this.leased(desk, work) : undefined;
    const locked = async (lock: Lock | null): Promise<T | undefined> => {
      if (!lock) return undefined;
      await this.take(desk, true);
      return this.leased(desk, work);
    };
    let taken = false;
    const got = await this.request(locks, { ifAvailable: true }, (lock) => {
      taken = lock !== null;
      return locked(lock);
    });
    if (taken || !(await this.expired(desk))) return got;
    return this.request(locks, { steal: true }, locked);
  }

  private async request<T>(locks: LockManager, how: LockOptions, use: (lock: Lock | null) => Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await locks.request(NAME, how, use);
    } catch (error) {
      if ((error as Error).name === 'AbortError') return undefined; // another tab took over while this one was frozen
      throw error;
    }
  }

  private async leased<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
    let stop = () => {};
    const renew = () => {
      stop = desk.outside.after(RENEW, () => {
        void this.take(desk, true).catch(() => undefined);
        renew();
      });
    };
    renew();
    try {
      return await work();
    } finally {
      stop();
      await this.release(desk).catch(() => undefined); // it runs out by itself
    }
  }

  /** Take or renew the lease; false: another tab has it. */
  private take({ box, outside }: Desk, force: boolean): Promise<boolean> {
    return box.write(['meta'], async (t) => {
      const meta = t.objectStore('meta');
      const lease = await answer<Lease | undefined>(meta.get('lease'));
      if (!force && lease && lease.holder !== this.me && runs(lease, outside.now())) return false;
      meta.put({ key: 'lease', holder: this.me, until: outside.now() + LEASE } satisfies Lease);
      return true;
    });
  }

  /** Tell whether the holder of the lock has not been heard of for a whole lease. */
  private expired({ box, outside }: Desk): Promise<boolean> {
    return box.write(['meta'], async (t) => {
      const meta = t.objectStore('meta');
      const lease = await answer<Lease | undefined>(meta.get('lease'));
      if (lease) return !runs(lease, outside.now());
      meta.put({ key: 'lease', holder: '', until: outside.now() + LEASE } satisfies Lease); // frozen before it could say so
      return false;
    });
  }

  private release({ box }: Desk): Promise<void> {
    return box.write(['meta'], async (t) => {
      const meta = t.objectStore('meta');
      const lease = await answer<Lease | undefined>(meta.get('lease'));
      if (lease?.holder === this.me) meta.delete('lease');
    });
  }
}

/** A clock that was set back must not make a lease last for years. */
const runs = ({ until }: Lease, now: number): boolean => until > now && until <= now + LEASE;
