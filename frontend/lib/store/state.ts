import type { Row } from '../records';

/** Why everything is deleted: another phone signed this one out (`ordered`), or it was asked for here, in another window. */
export type Deletion = 'ordered' | 'elsewhere';

/** What the app can say about its store. */
export interface StoreState {
  /**
   * `opening`: nothing is known yet. `ready`: the form can be used and every save is on this phone. `fallback`: the
   * browser's store does not answer; saves are kept sealed in reserve and moved over later. `nowhere`: there is no
   * store; what is typed is gone when the page is closed.
   */
  phase: 'opening' | 'ready' | 'fallback' | 'nowhere';
  loaded: boolean; // every row has been read; until then lists are incomplete and no sum may be shown
  unsent: number; // changes that are on this phone only
  reserved: number; // of these, kept in reserve
  conflicts: Row[]; // kept in reserve, but the stored row has changed since: to be settled by the worker
  unreadable: number; // rows that this version cannot open
  loss?: { on: string; unsent: number }; // the browser cleared the store on or after that day
  persisted?: boolean; // the browser's answer to "keep this"; absent: not asked yet, or it cannot be asked
  full?: boolean; // no room for more
  account?: boolean; // this phone belongs to an account
  gone?: Deletion; // another tab deletes everything: what this one has in memory must go, too
}

export const unopened: StoreState = {
  phase: 'opening',
  loaded: false,
  unsent: 0,
  reserved: 0,
  conflicts: [],
  unreadable: 0,
};
