/** Endpoints and deliveries as they travel (docs/webhooks.md), and what they are in words. */
import type { Schemas } from '../lib/api';
import { t, type Key } from '../lib/words';
import type { Wrong } from './address';

export type EndpointOut = Schemas['EndpointOut'];
export type EndpointMadeOut = Schemas['EndpointMadeOut'];
export type EndpointsOut = Schemas['EndpointsOut'];
export type AttemptOut = Schemas['AttemptOut'];
export type DeliveryOut = Schemas['DeliveryOut'];

/** Say what happened; a kind that this version has no word for stands as it is. */
export function kindOf(kind: string): string {
  const key = `event.${kind.replace('.', '_')}`;
  const word = t(key as Key);
  return word === key ? kind : word;
}

/** Say how a try ended: by its status, or by our own word for what went wrong. */
export function outcomeOf(outcome: string): string {
  if (/^2\d\d$/.test(outcome)) return t('outcome.ok', { status: outcome });
  if (outcome === '410') return t('outcome.gone');
  if (/^3\d\d$/.test(outcome)) return t('outcome.redirect', { status: outcome });
  const key = `outcome.${outcome}`;
  const word = t(key as Key);
  return word === key ? t('outcome.status', { status: outcome }) : word;
}

const REFUSED: Record<string, Key> = {
  'endpoint-not-allowed': 'partners.refused_url', // the words of address.ts are more precise, and come first
  'endpoint-exists': 'partners.refused_exists',
  'too-many-endpoints': 'partners.refused_many',
  invalid: 'partners.refused_invalid',
  'endpoint-stopped': 'partners.stopped_already',
  'too-many-tests': 'partners.test_many',
  unreachable: 'partners.offline',
};

/** Which words say why an address was not registered, tested or stopped: said when drawn, in the language of then. */
export const refusalOf = (code: string): Key => REFUSED[code] ?? 'partners.failed';

/** Which words say what is wrong with an address. */
export const saidOf = (wrong: Wrong): Key => `address.${wrong.replace('-', '_')}` as Key;

/** Read the digits of a code as it was typed: with spaces, in full width. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '');

/** Tell whether somebody looks after an endpoint: an organizer or a partner of an organization. */
export const delegates = (roles: { role: string; organization_id: string | null }[]): boolean =>
  roles.some(({ role, organization_id }) => organization_id !== null && ['organizer', 'partner'].includes(role));
