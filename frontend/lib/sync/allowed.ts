/** Whether this phone may send records, by what the worker allowed and what it has heard. */
import { today } from '../clock';
import { standing } from '../consents';
import type { Store } from '../store/store';

/** Tell whether a copy may be kept today; consents and withdrawals themselves may always be sent. */
export function copyStands({ store }: { store: Store }): boolean {
  const [consents, withdrawals] = [store.rows('consent').value, store.rows('withdrawal').value];
  const bodies = <T>(rows: { body: T }[]) => rows.map(({ body }) => body);
  return standing(bodies(consents), bodies(withdrawals), 'copy', today()) !== undefined;
}
