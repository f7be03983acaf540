import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aService } from './a-service';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 22, 9);
let at: number;
let heard: Record<string, () => void>; // what listens to the page
let ticks: (() => void)[];
const reload = vi.fn();

/** The tabs of one browser; a message reaches all but the one that sends it. */
class Tab {
  static all = new Set<Tab>();
  onmessage?: (said: { data: string }) => void;
  constructor() {
    Tab.all.add(this);
  }
  postMessage(data: string) {
    for (const tab of Tab.all) if (tab !== this) tab.onmessage?.({ data });
  }
  close() {
    Tab.all.delete(this);
  }
}

/** The desk's own parts, as new as after a reload. */
async function fresh() {
  vi.resetModules();
  (await import('../../lib/clock')).clock.now = () => at;
  const session = await import('./session');
  const signing = await import('./signing');
  const api = await import('./api');
  return { ...session, ...signing, ...api };
}

beforeEach(() => {
  at = START;
  heard = {};
  ticks = [];
  reload.mockClear();
  Tab.all.clear();
  vi.stubGlobal('BroadcastChannel', Tab);
  const listen = (kind: string, work: () => void) => (heard[kind] = work);
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('history', { replaceState: vi.fn() });
  vi.stubGlobal('addEventListener', listen);
  vi.stubGlobal('removeEventListener', (kind: string) => delete heard[kind]);
  vi.stubGlobal('document', { addEventListener: listen, removeEventListener: vi.fn() });
  vi.stubGlobal('setInterval', (work: () => void) => ticks.push(work));
  vi.stubGlobal('clearInterval', vi.fn());
});

afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((done) => setTimeout(done));

describe('who is at the desk', () => {
  it.each([
    ['given', ['auditor'], 'in'],
    ['asked', ['auditor'], 'code'],
    ['asked', [], 'no-desk'],
    ['none', [], 'no-desk'],
    ['signed-out', ['auditor'], 'out'],
    ['away', ['auditor'], 'unreachable'],
  ] as const)('is asked once the page opens: a session whose factor is %s, with roles %s, is %s', async (factor, roles, standing) => {
    aService({ factor, roles: [...roles] });
    const desk = await fresh();

    await desk.begin();

    expect(desk.standing.value).toBe(standing);
  });

  it('is asked for the passphrase before a first authenticator, by a session that is there already', async () => {
    aService({ factor: 'none' });
    const desk = await fresh();

    await desk.begin();

    expect([desk.standing.value, desk.why.value]).toEqual(['out', 'enrol']);
  });

  it('begins a first authenticator with the proof of the sign-in, which is good for one secret', async () => {
    const service = aService({ factor: 'none' });
    const desk = await fresh();
    await desk.signIn('Ada', 'seven blue eels sing low');

    const { secret } = await desk.beginFactor();

    expect([desk.standing.value, secret]).toEqual(['enrol', 'ABCDEFGH']);
    await expect(desk.beginFactor()).rejects.toMatchObject({ code: 'signed-out' });
    await desk.confirmFactor('123456');
    expect(desk.standing.value).toBe('in');
    expect(service.asked.filter((one) => one === 'POST /v1/account/totp')).toHaveLength(1);
  });

  it('is another page when somebody else signs in', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    service.worker = 'w2';

    await desk.look();

    expect(reload).toHaveBeenCalledOnce();
    expect(desk.account.value?.worker_id).toBe('w1');
  });
});

describe('a request that is refused', () => {
  it('because the powers are over, waits for a code and is made again', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    service.factor = 'asked';
    service.asked.length = 0;

    const answer = desk.get('/v1/releases');
    await vi.waitFor(() => expect(desk.standing.value).toBe('code'));
    await expect(desk.giveCode('000000')).rejects.toMatchObject({ code: 'wrong-code' });
    await desk.giveCode('123456');

    expect(await answer).toEqual(['a release']);
    expect(desk.openBefore.value).toBe(true);
    expect(service.asked.filter((one) => one === 'GET /v1/releases')).toHaveLength(2);
  });

  it('because the session is over, waits until the same person has signed in', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    service.factor = 'signed-out';

    const answer = desk.get('/v1/releases');
    await vi.waitFor(() => expect([desk.standing.value, desk.why.value]).toEqual(['out', 'over']));
    await desk.signIn('Ada', 'seven blue eels sing low');
    expect(desk.standing.value).toBe('code');
    await desk.giveCode('123456');

    expect(await answer).toEqual(['a release']);
  });

  it('for a thing that is not there is refused at once: nobody is asked for anything', async () => {
    aService();
    const desk = await fresh();
    await desk.begin();

    await expect(desk.get('/v1/releases/2001-01-07')).rejects.toMatchObject({ code: 'not-found' });

    expect(desk.standing.value).toBe('in');
  });

  it('while nobody can be reached says so, and the desk stays open', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    service.factor = 'away';

    await expect(desk.get('/v1/releases')).rejects.toMatchObject({ code: 'unreachable' });

    expect(desk.standing.value).toBe('in');
  });
});

describe('the lock', () => {
  it('falls after 30 idle minutes, and not before', async () => {
    aService();
    const desk = await fresh();
    await desk.begin();
    desk.keepWatch();
    at += 29 * MINUTE;
    for (const tick of ticks) tick();
    expect([desk.standing.value, desk.minutesLeft()]).toEqual(['in', 1]);

    at += MINUTE;
    for (const tick of ticks) tick();

    expect([desk.standing.value, desk.minutesLeft()]).toEqual(['code', 0]);
  });

  it('is put off by a request, and by a key once five minutes went by without one', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    desk.keepWatch();
    at += 20 * MINUTE;
    await desk.get('/v1/releases');
    at += 4 * MINUTE;
    service.asked.length = 0;
    heard['keydown']!();
    expect(service.asked).toEqual([]);

    at += MINUTE;
    heard['keydown']!();
    heard['keydown']!();
    await settled();

    expect(service.asked).toEqual(['GET /v1/account']);
    expect([desk.minutesLeft(), desk.useHelps()]).toEqual([30, true]);
  });

  it('falls 12 hours after the code, however busy the desk is', async () => {
    const service = aService({ factor: 'asked' });
    const desk = await fresh();
    await desk.begin();
    await desk.giveCode('123456');
    at += 12 * 60 * MINUTE - 10 * MINUTE;

    await desk.get('/v1/releases');

    expect([desk.minutesLeft(), desk.useHelps()]).toEqual([10, false]);
    expect(service.factor).toBe('given');
  });

  it('also falls when a page that slept is touched: no key reaches what lay open', async () => {
    aService();
    const desk = await fresh();
    await desk.begin();
    desk.keepWatch();
    at += 31 * MINUTE;

    heard['keydown']!();

    expect(desk.standing.value).toBe('code');
  });
});

describe('signing out', () => {
  it('ends the session and begins a new page at the door', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();

    await desk.signOut();

    expect(service.factor).toBe('signed-out');
    expect(reload).toHaveBeenCalledOnce();
  });

  it('is heard by every other tab that somebody is signed in at, and by none at the door', async () => {
    aService();
    const [one, other] = [await fresh(), await fresh()];
    await one.begin();
    await other.begin();
    const atTheDoor = await fresh();
    for (const tab of [one, other, atTheDoor]) tab.keepWatch();

    await one.signOut();

    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('works in a browser that cannot speak to other tabs', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    desk.keepWatch();

    await desk.signOut();

    expect([service.factor, reload.mock.calls.length]).toEqual(['signed-out', 1]);
  });

  it('is not said to be done while the service cannot be reached', async () => {
    const service = aService();
    const desk = await fresh();
    await desk.begin();
    service.factor = 'away';

    await expect(desk.signOut()).rejects.toMatchObject({ code: 'unreachable' });

    expect(reload).not.toHaveBeenCalled();
  });
});
