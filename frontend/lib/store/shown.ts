/** What the app sees of the store: its state, and its rows in memory. */
import { signal, type ReadonlySignal } from '@preact/signals';

import type { Kind, Row } from '../records';
import { follow } from '../uuid';
import { readRows, type Entity } from './box';
import type { Database } from './database';
import { Ledger, openRows } from './ledger';
import { Pocket } from './pocket';
import { unopened, type StoreState } from './state';
import type { Vault } from './vault';

interface Source {
  box: Database;
  vault: Vault;
}

export class Shown {
  readonly state = signal<StoreState>(unopened);
  protected readonly ledger = new Ledger();
  protected readonly pocket: Pocket;
  protected loading: Promise<void> = Promise.resolve();

  constructor(local: Storage | undefined) {
    this.pocket = new Pocket(local);
  }

  rows<K extends Kind>(kind: K): ReadonlySignal<Row<K>[]> {
    return this.ledger.rows(kind);
  }

  /** Read the rows that are not in memory: what the form needs first, the rest behind it. Return the highest number. */
  protected async read({ box, vault }: Source, ids?: string[]): Promise<number> {
    const [entities, ops, seq] = await readRows(box, ids);
    this.count(ops); // before anything is saved after this reading
    entities.slice(-2).forEach(({ id }) => follow(id)); // the newest, and the profile behind it
    const { first, rest } = this.ledger.unseen(entities);
    await this.show(vault, first);
    this.set({ phase: 'ready' });
    this.loading = this.show(vault, rest).then(() => this.set({ loaded: true }));
    return seq?.value ?? 0;
  }

  protected async show(vault: Vault, entities: Entity[]): Promise<void> {
    const { rows, unreadable } = await openRows(vault, entities);
    this.ledger.put(rows);
    if (unreadable) this.set({ unreadable: this.state.value.unreadable + unreadable });
  }

  protected count(ops = this.state.value.unsent - this.state.value.reserved): void {
    const reserved = this.pocket.count();
    this.set({ unsent: ops + reserved, reserved });
  }

  protected set(change: Partial<StoreState>): void {
    this.state.value = { ...this.state.value, ...change };
  }
}
