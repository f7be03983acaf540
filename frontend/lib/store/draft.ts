/** What is being typed, kept sealed as it is typed, so that a closed tab, a camera or a crash costs at most 100 ms. */
import { signal, type ReadonlySignal } from '@preact/signals';

import { answer, type Database } from './database';
import { sameWorker } from './identity';
import { DRAFTS, type Pocket } from './pocket';
import type * as Rescue from './rescue';
import type { Bytes, Vault } from './vault';

const PAUSE = 100; // ms without a key before a write

export interface DraftRow {
  name: string;
  rev: number;
  sealed: Bytes;
}

/** What a draft needs of its store. */
export interface Desk {
  locks: LockManager | undefined;
  pocket: Pocket; // keeps it sealed while the box refuses it
  opened: () => Promise<{ box: Database; vault: Vault; secret: string } | undefined>;
  rescue: () => Promise<Pick<typeof Rescue, 'keepDraft' | 'keptDraft'>>;
  tell: (name: string) => void;
}

export class Draft<T> {
  private readonly current = signal<T | undefined>(undefined);
  private readonly owned = signal(true);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unwritten = false;
  private changes = 0; // so that a reading that was overtaken is thrown away
  private writing: Promise<void> = Promise.resolve();
  private release: (() => void) | undefined;
  private owning: Promise<void> | undefined;
  rev = 0; // of the stored draft; a save that ends the draft checks it

  constructor(
    readonly name: string,
    private readonly desk: Desk,
  ) {}

  get value(): ReadonlySignal<T | undefined> {
    return this.current;
  }

  /** False while another tab writes this draft; then the form is read-only and offers `take`. */
  get mine(): ReadonlySignal<boolean> {
    return this.owned;
  }

  set(value: T): void {
    void this.own();
    if (!this.owned.value) return;
    this.current.value = value;
    this.changes++;
    this.unwritten = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Write now what is not written yet; before a camera opens, when the page is hidden. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.unwritten) {
      this.unwritten = false;
      this.writing = this.writing.then(() => this.write());
    }
    return this.writing;
  }

  /** Read what an earlier page left; what was typed in this one meanwhile wins. */
  async restore(): Promise<T | undefined> {
    await this.own();
    return this.reread();
  }

  /** Take the draft over from another tab. */
  async take(): Promise<T | undefined> {
    this.owning = undefined;
    this.owned.value = true;
    await this.own(true);
    return this.reread();
  }

  /** Read the stored draft again, without asking for ownership; what is being typed here is left alone. */
  async reread(): Promise<T | undefined> {
    await this.writing;
    const before = this.changes;
    if (this.unwritten) return this.current.value;
    const { rev, value } = await this.read();
    if (this.changes === before) [this.rev, this.current.value] = [rev, value];
    return this.current.value;
  }

  async clear(): Promise<void> {
    clearTimeout(this.timer);
    this.unwritten = false;
    await this.writing;
    const open = await this.desk.opened();
    await open?.box
      .write(['draft'], async (t) => void t.objectStore('draft').delete(this.name))
      .catch(() => undefined);
    this.ended();
  }

  /** The draft has become a record, or was thrown away: nothing of it is left. */
  ended(): void {
    clearTimeout(this.timer);
    this.unwritten = false;
    this.rev = 0;
    this.changes++;
    this.current.value = undefined;
    this.release?.();
    this.owning = undefined;
    this.desk.pocket.write(DRAFTS + this.name);
    this.desk.tell(this.name);
  }

  private async write(): Promise<void> {
    await this.own();
    const value = this.current.value;
    if (value === undefined || !this.owned.value) return;
    const open = await this.desk.opened();
    try {
      if (!open) throw new Error('no box');
      const sealed = await open.vault.seal('draft', this.name, value);
      const rev = await open.box.write(['draft', 'meta'], async (t) => {
        await sameWorker(t, open.vault.workerId);
        return this.put(t.objectStore('draft'), sealed);
      });
      if (rev) this.rev = rev;
      else this.owned.value = false;
      this.desk.pocket.write(DRAFTS + this.name);
    } catch {
      await (await this.desk.rescue()).keepDraft(this.desk.pocket, this.name, value); // no room, or no store
    }
    this.desk.tell(this.name);
  }

  /** Write and return the new revision, or 0: another tab has written or ended the draft since (no locks here). */
  private async put(drafts: IDBObjectStore, sealed: Bytes): Promise<number> {
    const { name } = this;
    const row = await answer<DraftRow | undefined>(drafts.get(name));
    const before = row?.rev ?? 0;
    if (row && String(row.sealed) === String(sealed)) return before; // written by a try whose answer was lost
    if (this.rev && before !== this.rev) return 0;
    drafts.put({ name, rev: before + 1, sealed } satisfies DraftRow);
    return before + 1;
  }

  private async read(): Promise<{ rev: number; value: T | undefined }> {
    const open = await this.desk.opened();
    if (!open) return { rev: this.rev, value: this.current.value };
    const row = await open.box
      .read(['draft'], (t) => answer<DraftRow | undefined>(t.objectStore('draft').get(this.name)))
      .catch(() => undefined);
    const rev = row?.rev ?? 0;
    if (this.desk.pocket.read(DRAFTS + this.name)) {
      const kept = await (await this.desk.rescue()).keptDraft(this.desk.pocket, this.name, open.secret);
      if (kept !== undefined) return { rev, value: kept as T }; // newer than the box's, or that would have removed it
    }
    const value = row && (await open.vault.open('draft', this.name, row.sealed).catch(() => undefined));
    return { rev, value: value as T | undefined };
  }

  /** Hold the draft's lock as long as this tab has it open; without locks every tab may write. */
  private own(steal = false): Promise<void> {
    const { locks } = this.desk;
    if (!locks) return Promise.resolve();
    return (this.owning ??= new Promise((decided) => {
      const asked = locks.request(`gongyou ${this.name}`, steal ? { steal } : { ifAvailable: true }, (lock) => {
        this.owned.value = lock !== null;
        decided();
        return lock ? new Promise<void>((release) => (this.release = release)) : undefined;
      });
      asked.catch((error: Error) => {
        this.owned.value = error.name !== 'AbortError'; // stolen by another tab; otherwise locks do not work here
        decided();
      });
    }));
  }
}
