/** The rows in memory: one live list for each kind, newest first. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';

import type { Kind, Row } from '../records';
import type { Entity } from './box';
import type { Vault } from './vault';

/** A row as it is stored; a removed one stays as its id and revision. */
export type Stored = Omit<Row, 'body'> & { body: Row['body'] | null };

const FIRST: ReadonlySet<Kind> = new Set(['profile', 'engagement', 'employer', 'period_mark']); // what the form needs
const NEWEST = 100; // rows that are shown before the rest is read

interface List {
  all: Map<string, Stored>;
  changes: Signal<number>;
  live: ReadonlySignal<Row[]>;
}

export class Ledger {
  private readonly lists = new Map<Kind, List>();

  /** The list of a kind; the same signal every time. */
  rows<K extends Kind>(kind: K): ReadonlySignal<Row<K>[]> {
    return this.list(kind).live as ReadonlySignal<Row<K>[]>;
  }

  /** Pick what is not in memory yet: the rows that the form needs and the newest ones, and the rest. */
  unseen(entities: Entity[]): { first: Entity[]; rest: Entity[] } {
    const changed = entities.filter(({ kind, id, rev }) => rev > this.revision(kind, id)).reverse();
    const soon = ({ kind }: Entity, at: number) => at < NEWEST || FIRST.has(kind);
    return { first: changed.filter(soon), rest: changed.filter((row, at) => !soon(row, at)) };
  }

  /** The revision that is in memory, 0 for none. */
  revision(kind: Kind, id: string): number {
    return this.list(kind).all.get(id)?.rev ?? 0;
  }

  /** Every row of every kind, removed ones too. */
  all(): Stored[] {
    return [...this.lists.values()].flatMap(({ all }) => [...all.values()]);
  }

  put(rows: Iterable<Stored>): void {
    const touched = new Set<List>();
    for (const row of rows) touched.add(this.list(row.kind, row));
    for (const list of touched) list.changes.value += 1;
  }

  private list(kind: Kind, row?: Stored): List {
    let list = this.lists.get(kind);
    if (!list) this.lists.set(kind, (list = newList()));
    if (row && row.rev >= (list.all.get(row.id)?.rev ?? 0)) list.all.set(row.id, row); // an older reading comes late
    return list;
  }
}

function newList(): List {
  const all = new Map<string, Stored>();
  const changes = signal(0);
  const live = computed(() => {
    void changes.value;
    const rows = [...all.values()].filter((row): row is Row => row.body !== null);
    return rows.sort((one, two) => (one.id < two.id ? 1 : -1));
  });
  return { all, changes, live };
}

/** Open stored rows side by side; what this version cannot open is counted. */
export async function openRows(vault: Vault, entities: Entity[]): Promise<{ rows: Stored[]; unreadable: number }> {
  const opening = entities.map(async ({ id, kind, rev, sealed }): Promise<Stored> => {
    return { id, kind, rev, body: (await vault.open(kind, id, sealed)) as Row['body'] | null };
  });
  const results = await Promise.allSettled(opening);
  const rows = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return { rows, unreadable: results.length - rows.length };
}
