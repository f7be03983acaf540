import type { Bodies, Kind, Row } from '../records';
import { uuidv7 } from '../uuid';
import type { Item } from './pocket';

/** One row to save: a new one, or a new body of `row`. `id`: of a new row that others in the same save name. */
export type Change = { [K in Kind]: { kind: K; body: Bodies[K]; row?: Row<K> | undefined; id?: string } }[Kind];

/** Give a change its ids; a phone has one profile. */
export function itemOf({ kind, body, row, id: given }: Change): Item {
  const id = row?.id ?? given ?? (kind === 'profile' ? kind : uuidv7());
  return { op_id: uuidv7(), verb: 'put', kind, id, base: row?.rev ?? 0, body };
}
