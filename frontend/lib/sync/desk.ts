/** What every part of sync works with. */
import type { Database } from '../store/database';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';
import type { Outside } from './outside';

export interface Desk {
  outside: Outside;
  gate: AbortSignal; // closed when this phone leaves
  store: Store;
  box: Database;
  vault: Vault;
  device_id: string;
  held: Set<string>; // operations, by id, for which the server waits for another row
  /** Tell which rows are on their way; none: no longer. */
  sending: (ids: string[]) => void;
}

/** How a turn ended: `later` asks to come back, after so many ms if the server said so; `full` the copy has no room; `refused` by code. */
export type Outcome = { is: 'done' | 'full' } | { is: 'later'; after?: number } | { is: 'refused'; status: number; code: string };

export const done: Outcome = { is: 'done' };

/** What settles conflicts; it comes when there is one. */
export const settling = () => import('./conflicts');

/** The least a table of the box is asked for in one go. */
export const PAGE = 200;
