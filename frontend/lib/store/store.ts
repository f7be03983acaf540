/** The phone's store: opens the box, shows its rows, saves, and goes on when the browser fails it. */
import { today } from '../clock';
import type { Row } from '../records';
import { uuidv7 } from '../uuid';
import { box as boxOf } from './box';
import { MARK } from './canary';
import { itemOf, type Change } from './change';
import { commit, sealItem, Stale, type Written } from './commit';
import type { Database } from './database';
import { Draft } from './draft';
import { readMeta, unlock, type Unlocked } from './identity';
import type { Stored } from './ledger';
import { Losses } from './losses';
import type { Platform } from './platform';
import { PUBLIC, type Item } from './pocket';
import { StoreProblem, type StoreCode } from './problem';
import type * as Rescue from './rescue';
import { Shown } from './shown';
import type { Deletion } from './state';

interface Opened extends Unlocked {
  box: Database;
}

const AWAY: ReadonlySet<StoreCode> = new Set(['unavailable', 'blocked']); // the box does not answer

export class Store extends Shown {
  private readonly losses: Losses;
  private readonly drafts = new Map<string, Draft<unknown>>();
  private readonly conflicts = new Map<Row, Item>();
  private opening: Promise<void> | undefined;
  private inside: Opened | undefined;
  private box: Database | undefined; // from the moment that it is tried
  private retry: ReturnType<typeof setTimeout> | undefined;
  private asked = false;
  private closed = false;
  private readonly rescue = (): Promise<typeof Rescue> => import('./rescue');

  constructor(private readonly on: Platform) {
    super(on.local);
    this.losses = new Losses(on, this.pocket, this.rescue, (loss) => {
      const { loss: _, ...rest } = this.state.value;
      this.state.value = loss ? { ...rest, loss } : rest;
    });
    on.watch?.((hidden) => this.turn(hidden));
    if (on.channel) on.channel.onmessage = (heard: MessageEvent<string>) => this.hear(heard.data);
  }

  open(): Promise<void> {
    return (this.opening ??= this.begin());
  }

  /** Wait until every row has been read. */
  async loaded(): Promise<void> {
    await this.open();
    await this.loading;
  }

  /** The open box and vault; undefined while there is none. */
  async opened(): Promise<Opened | undefined> {
    await this.open();
    return this.inside;
  }

  saveAll(changes: Change[], draft?: Draft<unknown>): Promise<Row[]> {
    return this.save(changes.map(itemOf), draft);
  }

  async remove(row: Row): Promise<Row> {
    const { kind, id, rev } = row;
    await this.save([{ op_id: uuidv7(), verb: 'delete', kind, id, base: rev, body: null }]);
    return { ...row, rev: rev + 1 };
  }

  draft<T>(name: string): Draft<T> {
    let draft = this.drafts.get(name);
    if (!draft) {
      const tell = (named: string) => this.tell(`draft ${named}`);
      const { pocket, rescue } = this;
      draft = new Draft(name, { locks: this.on.locks, pocket, rescue, opened: () => this.opened(), tell });
      this.drafts.set(name, draft);
    }
    return draft as Draft<T>;
  }

  async settle(conflict: Row, keep: boolean): Promise<void> {
    const item = this.conflicts.get(conflict);
    if (!item) return;
    const base = this.ledger.revision(item.kind, item.id);
    if (keep) await this.save([{ ...item, op_id: uuidv7(), base }]);
    (await this.rescue()).dropItems(this.pocket, [item]);
    this.conflicts.delete(conflict);
    this.set({ conflicts: [...this.conflicts.keys()] });
    this.count();
  }

  forgetLoss(): Promise<void> {
    return this.losses.forget(this.inside?.box);
  }

  async comeBack(): Promise<boolean> {
    if (!this.inside && !this.closed) {
      await this.opening;
      if (!this.inside) await (this.opening = this.begin());
    }
    return this.inside !== undefined;
  }

  /** Let go for good: nothing is read or written from now on. Before everything is erased; other tabs hear why. */
  async close(why?: Deletion): Promise<void> {
    this.closed = this.pocket.closed = true;
    clearTimeout(this.retry);
    this.box?.close();
    await this.loading;
    this.inside = undefined;
    if (why) this.tell(`close ${why}`);
  }

  /** Every row that can be read, removed ones too. */
  async everything(): Promise<Stored[]> {
    await this.loaded();
    return this.ledger.all();
  }

  /** Show what was written to the box from outside (a restored backup, a copy's rows), here and in other tabs. */
  async announce(ids?: string[]): Promise<void> {
    await this.refresh(ids);
    this.losses.leave();
    this.tell(`rows: ${ids ?? ''}`);
  }

  /** Read again who this phone is: it belongs to an account now, perhaps with another key. */
  async reopen(told = false): Promise<void> {
    await this.loading;
    this.inside?.box.close();
    this.inside = undefined;
    if (!told) this.tell('reopen');
    await this.comeBack();
  }

  /** Read again what another tab may have written. */
  async refresh(ids?: string[]): Promise<void> {
    await this.loading;
    const seq = this.inside && (await this.read(this.inside, ids).catch(() => 0));
    this.losses.seq = Math.max(seq ?? 0, this.losses.seq); // a save may have come between
  }

  private async begin(): Promise<void> {
    clearTimeout(this.retry);
    if (this.closed) return;
    try {
      const near = this.pocket.read(MARK); // before the box, so that another tab's save is no loss
      if (!this.on.factory || !globalThis.crypto?.subtle) throw new StoreProblem('unavailable');
      const box = (this.box = boxOf(this.on.factory, this.on.patience));
      const meta = await readMeta(box);
      const found = meta.identity ?? (await (await this.rescue()).makeIdentity(box));
      const opened = { box, ...(await unlock(found)) };
      this.pocket.write(PUBLIC, found.pair.open);
      await this.losses.look(box, meta, near);
      if (this.pocket.count()) await this.moveOver(opened).catch((error: unknown) => this.refuse(error));
      if (this.closed) return;
      this.inside = opened;
      this.set({ account: Boolean(meta.account) });
      this.losses.seq = await this.read(opened);
      void this.afterwards(opened).catch(() => undefined); // the next save will meet the trouble and say it
    } catch (error) {
      this.fail(error);
    }
  }

  /** Go on without the box: sealed in reserve, or, where there never was one, in memory; and keep trying. */
  private fail(error: unknown): void {
    if (this.closed) return;
    const full = error instanceof StoreProblem && error.code === 'full';
    this.inside?.box.close();
    this.inside = undefined;
    this.set({ phase: this.pocket.read(PUBLIC) ? 'fallback' : 'nowhere', ...(full && { full }) });
    this.count();
    this.retry = setTimeout(() => void this.comeBack(), 8 * (this.on.patience ?? 2000));
  }

  /** What may come after the form is usable. */
  private async afterwards({ box }: Opened): Promise<void> {
    await this.loading;
    const { takeRoom } = await this.rescue(); // at hand before there is trouble
    if (await this.on.storage?.persisted?.().catch(() => false)) this.set({ persisted: true });
    await takeRoom(box).catch((error: StoreProblem) => this.refuse(error));
  }

  private async save(items: Item[], draft?: Draft<unknown>): Promise<Row[]> {
    const typed = draft?.value.value;
    await this.open();
    if (this.closed) throw new StoreProblem('unavailable');
    await draft?.flush(); // what was typed outlives a refusal
    if (typed !== undefined && draft!.value.value === undefined) throw new StoreProblem('stale'); // saved elsewhere
    const ending = draft && { name: draft.name, rev: draft.rev };
    try {
      if (!this.inside) throw new StoreProblem('unavailable');
      await this.write(this.inside, items, ending);
    } catch (error) {
      if (!(error instanceof StoreProblem) || !AWAY.has(error.code)) throw error;
      if (this.inside) this.fail(error);
      await this.park(items, draft?.name);
    }
    const rows = items.map(({ id, kind, base, body }): Stored => ({ id, kind, rev: base + 1, body }));
    this.ledger.put(rows);
    draft?.ended();
    this.tell(`rows: ${items.map(({ id }) => id)}`);
    return rows as Row[];
  }

  private async write(opened: Opened, items: Item[], draft?: { name: string; rev: number }): Promise<void> {
    const sealed = await Promise.all(items.map((item) => sealItem(opened.vault, item)));
    const worker = opened.vault.workerId;
    let written: Written;
    try {
      written = await commit(opened.box, sealed, worker, draft);
    } catch (error) {
      if (error instanceof Stale) throw await this.stale(opened, error);
      this.refuse(error);
      if (!(await (await this.rescue()).giveRoom(opened.box))) throw error;
      written = await commit(opened.box, sealed, worker, draft);
    }
    this.wrote(written);
    if (!this.asked) void this.askToStay();
  }

  /** Say that there is no room; anything else is passed on. */
  private refuse(error: unknown): void {
    if (!(error instanceof StoreProblem) || error.code !== 'full') throw error;
    this.set({ full: true });
  }

  private async stale({ vault }: Opened, { stored }: Stale): Promise<StoreProblem> {
    if (stored) await this.show(vault, [stored]);
    const row = stored && this.rows(stored.kind).value.find(({ id }) => id === stored.id);
    return new StoreProblem('stale', row);
  }

  private wrote({ seq, added }: Written): void {
    this.losses.seq = seq;
    this.losses.leave();
    this.count(this.state.value.unsent - this.state.value.reserved + added);
  }

  /** Ask the browser once, after something is worth keeping. */
  private async askToStay(): Promise<void> {
    this.asked = true;
    const { storage } = this.on;
    if (!storage?.persist || this.state.value.persisted) return;
    this.set({ persisted: await storage.persist().catch(() => false) });
  }

  private async park(items: Item[], draft?: string): Promise<void> {
    const { keepItems } = await this.rescue();
    if (this.closed) throw new StoreProblem('unavailable');
    if (draft) items = items.map((item) => ({ ...item, draft }));
    if (!(await keepItems(this.pocket, items))) throw new StoreProblem('full');
    this.count();
  }

  private async moveOver({ box, vault, secret }: Opened): Promise<void> {
    const { written, kept, lost } = await (await this.rescue()).moveIn(this.pocket, box, vault, secret);
    if (lost) await this.losses.add(box, { on: today(), unsent: lost });
    this.conflicts.clear();
    for (const item of kept) this.conflicts.set({ ...item, rev: item.base + 1 } as unknown as Row, item);
    this.set({ conflicts: [...this.conflicts.keys()] });
    if (written) this.wrote(written);
  }

  /** Write what is being typed, now: the page is about to go. */
  async writeDrafts(): Promise<void> {
    await Promise.all([...this.drafts.values()].map((draft) => draft.flush()));
  }

  /** The page is hidden or closed, or is seen again. */
  private turn(hidden: boolean): void {
    if (this.closed) return;
    if (!hidden && this.opening) void (this.inside ? this.refresh() : this.comeBack());
    if (!hidden) return;
    void this.writeDrafts();
    if (this.losses.seq) this.losses.leave(true);
  }

  private hear(said: string): void {
    const names = said.slice(6); // after 'draft ', 'rows: ' or 'close '
    if (said.startsWith('close ')) {
      if (this.closed) return; // it deletes by itself, and must not be cut short
      this.set({ gone: names as Deletion });
      void this.close();
    } else if (said === 'reopen') void this.reopen(true);
    else if (said.startsWith('draft ')) void this.drafts.get(names)?.reread();
    else void this.refresh(names ? names.split(',') : undefined);
  }

  private tell(what: string): void {
    this.on.channel?.postMessage(what);
  }
}
