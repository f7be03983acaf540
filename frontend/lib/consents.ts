/** Which of the worker's consents stand: a pure rule, the same as api/accounts/consents.py (docs/accounts.md). */
import type { Bodies, Purpose } from './records';
import { addDays } from './wage/day';

export type Consent = Bodies['consent'];
export type Withdrawal = Bodies['withdrawal'];

interface Allowed {
  purpose: Purpose;
  organization_id?: string | null;
}

const about = (purpose: Purpose, organization?: string | null) => (one: Allowed) =>
  one.purpose === purpose && (one.organization_id ?? null) === (organization ?? null);

/** Which text the worker agreed to: the number goes up whenever what it promises changes. */
export const TEXTS: Record<Purpose, string> = { copy: 'copy-2', count: 'count-2', share: 'share-1' };

/** The last day of what is allowed today: a year, then the app asks again. */
export const lastDay = (today: string): string => addDays(today, 365);

/** Count the withdrawals of a purpose that this phone has seen: what a new consent has to know. */
export const seen = (withdrawals: readonly Withdrawal[], purpose: Purpose, organization?: string | null): number =>
  withdrawals.filter(about(purpose, organization)).length;

/**
 * Find the consent that stands on a day, the one that lasts longest; undefined: it is not allowed.
 *
 * It must know of every withdrawal there is, so withdrawing wins in whatever order things arrive.
 */
export function standing(
  consents: readonly Consent[],
  withdrawals: readonly Withdrawal[],
  purpose: Purpose,
  today: string,
  organization?: string | null,
): Consent | undefined {
  const withdrawn = seen(withdrawals, purpose, organization);
  const good = consents.filter((one) => about(purpose, organization)(one) && one.knows >= withdrawn && today <= one.until);
  return good.sort((one, two) => (one.until < two.until ? 1 : -1))[0];
}
