/** The one door to the phone's store. Everything in it is sealed; everything that it calls saved is on the phone. */
import type { ReadonlySignal } from '@preact/signals';

import type { Bodies, Kind, Row } from './records';
import type { Change } from './store/change';
import type { Draft } from './store/draft';
import { browser } from './store/platform';
import { Store } from './store/store';

export { StoreProblem, type StoreCode } from './store/problem';
export type { StoreState } from './store/state';
export type { Change, Draft };

export const store = new Store(browser());

/** Phase, unsent count, loss notice and the rest, live. */
export const state = store.state;

/** Open the store; resolves when the form can be used, and never rejects. */
export const open = (): Promise<void> => store.open();

/** The live rows of a kind, newest first; complete once `state.value.loaded`. */
export const rows = <K extends Kind>(kind: K): ReadonlySignal<Row<K>[]> => store.rows(kind);

/**
 * Save a new row, or a new body of `row`; when this resolves it is on the phone.
 *
 * A draft that is given ends in the same transaction. Rejects with StoreProblem; what was typed stays in the draft.
 */
export const save = async <K extends Kind>(
  kind: K,
  body: Bodies[K],
  row?: Row<K>,
  draft?: Draft<unknown>,
): Promise<Row<K>> => (await store.saveAll([{ kind, body, row } as Change], draft))[0] as Row<K>;

/** Save several rows in one transaction: all or none. */
export const saveAll = (changes: Change[], draft?: Draft<unknown>): Promise<Row[]> => store.saveAll(changes, draft);

/** Remove a row. To undo, save what comes back: `save(gone.kind, gone.body, gone)`. */
export const remove = <K extends Kind>(row: Row<K>): Promise<Row<K>> => store.remove(row as Row) as Promise<Row<K>>;

/** What is being typed in a form, kept sealed while it is typed; the same object for the same name. */
export const draft = <T>(name: string): Draft<T> => store.draft<T>(name);

/** Write every draft of this page now, because the page is about to go. */
export const writeDrafts = (): Promise<void> => store.writeDrafts();

/** Decide about one of `state.value.conflicts`: keep it over what is stored, or drop it. */
export const settle = (conflict: Row, keep: boolean): Promise<void> => store.settle(conflict, keep);

/** The worker has read the loss notice. */
export const forgetLoss = (): Promise<void> => store.forgetLoss();

/** Try again to reach a store that did not answer; resolves to whether it did. */
export const comeBack = (): Promise<boolean> => store.comeBack();
