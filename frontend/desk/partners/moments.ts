/** When things were and will be, all by the clock on this wall: no day of UTC's beside a local hour. */
import { local, now } from '../../lib/clock';
import { longDay, moment } from '../lib/format';
import { t } from '../lib/words';

const SECONDS = 1_000;
const DAY = 86_400 * SECONDS;
const WORN_OUT_AFTER = 5 * DAY; // docs/webhooks.md

/** The day here on which something was: "22 Nov 2026". */
export const dayHere = (iso: string): string => longDay(local(Date.parse(iso)).day);

/** The day from which an endpoint that fails may be stopped. */
export const wornOutOn = (failingSince: string): string => longDay(local(Date.parse(failingSince) + WORN_OUT_AFTER).day);

/** When the next try comes: in words where it is near, for a minute's figure would be over before it is read. */
export function nextTry(due: string): string {
  const left = Date.parse(due) - now();
  if (left < 10 * SECONDS) return t('partners.next_seconds');
  return left < 60 * SECONDS ? t('partners.next_minute') : t('partners.next', { at: moment(due) });
}
