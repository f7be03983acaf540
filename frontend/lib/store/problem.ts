import type { Row } from '../records';

/**
 * Why something could not be saved or read:
 * `full` no room left, nothing was written; `blocked` another tab holds the store; `unavailable` the browser's store
 * does not answer; `newer` written by a newer version of the app; `stale` somebody else changed it first.
 */
export type StoreCode = 'full' | 'blocked' | 'unavailable' | 'newer' | 'stale';

/** A save or read that did not happen. `row` is the stored row where `code` is `stale` (absent: it was removed). */
export class StoreProblem extends Error {
  constructor(
    readonly code: StoreCode,
    readonly row?: Row,
  ) {
    super(code);
    this.name = 'StoreProblem';
  }
}
