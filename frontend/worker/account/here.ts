/** What is on this phone already, and whether a copy of it is allowed. */
import type { Kind } from '../../lib/records';
import { rows, store } from '../../lib/store';
import { copyStands } from '../../lib/sync/allowed';

const KINDS: Kind[] = ['time_entry', 'batch', 'payment', 'deduction', 'cost', 'period_mark', 'engagement', 'employer'];

export const here = (): number => KINDS.reduce((sum, kind) => sum + rows(kind).value.length, 0);

export const copying = (): boolean => copyStands({ store });
