/** When sync runs and what it makes of each turn: the one place that knows of timers, signals and the account. */
import { effect, signal } from '@preact/signals';
import type { Store } from '../store/store';
import { readAccount, writeAccount, type Account } from './account';
import { Backoff } from './backoff';
import type { Conflict } from './conflicts';
import { settling, type Desk, type Outcome } from './desk';
import { flush } from './flush';
import { LEASE, Turns } from './lease';
import type { Outside } from './outside';
import { pull } from './pull';
import { standingRow, type Kept } from './rows';
import { copySaid, type Said } from './said';
import { look, nothingYet, type Seen, type SyncState, type Unsent } from './state';
import { sendable, tidy } from './tidy';

const SIGN_IN = ['signed-out', 'other-device']; // what the server says that signing in mends (docs/problems.md)
const EVERY = 60_000; // ms, while the page is seen

/** What every screen says of it, in one word; undefined: what the store says will do. */
function saidOf({ is, at }: SyncState): Said | undefined {
  if (is === 'received') return { is, ...(at !== undefined && { at }) };
  return is === 'phone' ? undefined : { is };
}

export class Sync {
  readonly state = signal<SyncState>(nothingYet);
  readonly conflicts = signal<Conflict[]>([]);
  readonly unsent = signal<Unsent[]>([]);
  readonly kept = signal<Kept[]>([]);
  readonly account = signal<Account | undefined>(undefined);
  readonly held = new Set<string>();
  private readonly gate = new AbortController();
  private readonly backoff: Backoff;
  private readonly turns = new Turns();
  private readonly stops: (() => void)[] = [];
  private cancel = () => {};
  private turning: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private always = true; // ask once even if nothing waits: the server may have something to say
  private hurry = false;
  private reached = true; // by the last try
  private onWay = false;
  private showing: Promise<void> = Promise.resolve();

  constructor(
    readonly store: Store,
    readonly outside: Outside,
    private readonly onLeave: () => Promise<unknown> = () => Promise.resolve(),
  ) {
    this.backoff = new Backoff(outside.now, outside.random);
  }

  get closed(): boolean {
    return this.gate.signal.aborted;
  }

  /** Begin to watch and to send; once. */
  async start(): Promise<void> {
    if (this.stops.length || this.closed) return;
    this.stops.push(this.outside.watch(() => this.back()));
    await this.store.loaded();
    const desk = await this.desk();
    if (desk) await tidy(desk);
    let seen = this.store.state.value.unsent;
    const heard = effect(() => {
      const { unsent } = this.store.state.value;
      const more = unsent > seen;
      seen = unsent;
      void this.show();
      if (more && !this.backoff.waiting) this.plan(0);
    });
    this.stops.push(heard);
    await this.turn();
  }

  /** Send what waits, now, whatever was planned; resolves when it was tried. */
  sendNow(): Promise<void> {
    this.backoff.reset();
    this.hurry = true;
    return this.turn();
  }

  /** Close the gate: nothing is asked, and no answer is written, from now on. */
  close(): void {
    this.gate.abort();
    this.cancel();
    for (const stop of this.stops) stop();
    copySaid.value = undefined;
  }

  /** What the parts of sync work with; undefined: the box does not answer. */
  async desk(): Promise<Desk | undefined> {
    const opened = await this.store.opened();
    if (!opened || this.closed) return undefined;
    const { outside, store, held } = this;
    const sending = (ids: string[]) => this.send(ids);
    return { outside, store, gate: this.gate.signal, sending, held, ...opened };
  }

  /** Wait until nothing is under way. */
  async idle(): Promise<void> {
    while (this.turning) await this.turning;
    await this.showing;
  }

  /** One turn at a time in this tab; whoever comes meanwhile gets one more, for all of them. */
  private turn(): Promise<void> {
    this.cancel();
    if (this.turning) return (this.next ??= this.turning.then(() => this.turn()));
    this.next = undefined;
    return (this.turning = this.run().finally(() => (this.turning = undefined)));
  }

  private async run(): Promise<void> {
    const desk = await this.desk();
    if (!desk) return this.plan(EVERY);
    await this.lookWho(desk);
    if (!this.account.value?.signed_in) return this.show();
    try {
      const outcome = await this.turns.alone(desk, () => this.exchange(desk));
      await this.ended(desk, outcome);
    } catch {
      if (!this.closed) this.plan(this.backoff.next()); // the box let go; what was sent is sent again
    }
    await this.show();
  }

  private async exchange(desk: Desk): Promise<Outcome> {
    const hurry = this.hurry;
    this.hurry = false;
    const sent = await flush(desk, { always: this.always, hurry });
    if (sent.is !== 'done' && sent.is !== 'full') return sent;
    this.always = false;
    const pulled = await pull(desk);
    if (pulled.is === 'refused' && pulled.code === 'signed-out') return flush(desk, { always: true, hurry }); // perhaps it may still send
    if (pulled.is !== 'done') return pulled;
    return pulled.sends ? flush(desk, { always: false, hurry }) : sent;
  }

  private async ended(desk: Desk, outcome: Outcome | undefined): Promise<void> {
    this.reached = outcome ? outcome.is === 'done' : this.reached;
    if (!outcome) return this.plan(LEASE); // another tab is at it
    if (outcome.is === 'later') return this.plan(this.backoff.next(outcome.after));
    if (outcome.is === 'refused' && SIGN_IN.includes(outcome.code)) return this.signedOut(desk);
    if (outcome.is !== 'done') return this.plan(this.backoff.next());
    this.backoff.done();
    this.plan(EVERY);
    const { leave } = await desk.box.read(['meta'], standingRow);
    if (leave && !(await sendable(desk))) await this.leftByOrder();
  }

  /** The server does not know this phone's session, or knows it as another phone's: everything stays, the worker signs in. */
  private async signedOut(desk: Desk): Promise<void> {
    const account = { ...this.account.value!, signed_in: false };
    await writeAccount(desk, account);
    this.account.value = account;
  }

  /** Signed out from another phone, and nothing is owed any more. */
  private async leftByOrder(): Promise<void> {
    this.close();
    await this.onLeave();
    this.state.value = { ...nothingYet, left: true };
  }

  private back(): void {
    const wait = this.backoff.reset();
    this.plan(wait);
  }

  private plan(ms: number): void {
    this.cancel();
    if (this.closed) return;
    this.cancel = this.outside.after(ms, () => {
      if (ms !== EVERY || this.outside.visible()) void this.turn();
    });
  }

  private send(ids: string[]): void {
    this.onWay = ids.length > 0 && this.reached;
    void this.show();
  }

  /** Work out where everything is, one look after another. */
  show(): Promise<void> {
    return (this.showing = this.showing.then(() => this.lookAgain()).catch(() => undefined));
  }

  /** See which account this phone belongs to; where the worker has just signed in, here or in another tab, begin. */
  private async lookWho(desk: Desk): Promise<void> {
    const account = await readAccount(desk).catch(() => undefined);
    const before = this.account.value;
    if (JSON.stringify(account) !== JSON.stringify(before)) this.account.value = account;
    if (!account?.signed_in || before?.signed_in || this.turning) return;
    this.always = true;
    this.backoff.done();
    this.plan(0);
  }

  private async lookAgain(): Promise<void> {
    const desk = await this.desk();
    if (!desk) return;
    await this.lookWho(desk);
    const account = this.account.value;
    const seen = account && (await look(desk, { signedIn: account.signed_in, sending: this.onWay, held: this.held }));
    if (!seen) return this.tell({ state: nothingYet, unsent: [], kept: [] }, []);
    const open = seen.state.reasons.some(({ why }) => why === 'conflict') ? await (await settling()).openConflicts(desk) : [];
    this.tell(seen, open);
  }

  private tell({ state, unsent, kept }: Seen, open: Conflict[]): void {
    if (this.closed) return;
    this.state.value = state;
    this.unsent.value = unsent;
    this.kept.value = kept;
    this.conflicts.value = open;
    copySaid.value = saidOf(state);
  }
}
