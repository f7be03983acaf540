/** What is on this phone already, and whether a copy of it is allowed. */
import { RECORD_KINDS } from '../../lib/records';
import { rows, store } from '../../lib/store';
import { copyStands } from '../../lib/sync/allowed';

export const here = (): number => RECORD_KINDS.reduce((sum, kind) => sum + rows(kind).value.length, 0);

export const copying = (): boolean => copyStands({ store });
