/** How the copy on a server stands, in words: four states, and for "needs you" the one thing to do. */
import { day, when } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import type { Reason, SyncState, Unsent } from '../../lib/sync/state';
import type { IconName } from '../../ui/icon';
import { labelOf } from './fields';

export interface Asked {
  text: string;
  todo: string;
  href: string;
}

export const ICONS: Record<SyncState['is'], IconName> = { phone: 'phone', sending: 'send', received: 'got', 'needs-you': 'warn' };

/** One of four states. */
export function standingWords({ is, waiting, at }: SyncState, host: string): string {
  if (is === 'needs-you') return t('copy.needs');
  if (is === 'sending') return t('copy.sending', { n: waiting });
  if (is === 'received') return !at ? t('copy.received_plain', { host }) : t('copy.received', { host, time: when(at) });
  return waiting ? t('copy.phone_n', { n: waiting }) : t('copy.phone');
}

const TODO: Record<Reason['why'], [todo: Key, href: string]> = {
  'signed-out': ['needs.sign_in', '#/settings/account/sign-in'],
  conflict: ['needs.look', '#/copy/differences'],
  invalid: ['copy.see_waiting', '#/copy/waiting'],
  forbidden: ['needs.allow', '#/copy/allowed'],
  stalled: ['needs.file', '#/settings/backup'],
  full: ['needs.file', '#/settings/backup'],
  holes: ['store.restore', '#/settings/restore'],
};

/** A reason in words, and the one thing to do about it. */
export function reasonWords(reason: Reason, host: string): Asked {
  const [todo, href] = TODO[reason.why];
  return { text: whyNeeded(reason, host), todo: t(todo), href };
}

function whyNeeded(reason: Reason, host: string): string {
  if (reason.why === 'signed-out') return t('needs.signed_out');
  if (reason.why !== 'holes') return t(`needs.${reason.why}`, { n: reason.n });
  return reason.day ? t('needs.holes', { n: reason.n, host, day: day(reason.day) }) : t('needs.holes_plain', { n: reason.n, host });
}

const TOTALS = { days: 28, least: 50, k: 5 }; // the rule of api/statistics (docs/releases.md)

/** What being counted means, and what taking it back does. */
export function countWords(): string[] {
  const { days, least, k } = TOTALS;
  return [t('about.count', { days, least, k }), t('about.count_after', { k, most: k - 1 })];
}

/** Why a record is still on this phone only; fields that were not accepted by their labels. */
export function whyWaiting({ kind, needs, held }: Unsent): string {
  if (!needs) return t(held ? 'waiting.held' : 'waiting.waits');
  if (needs.why !== 'invalid') return t(`waiting.${needs.why}`);
  const names = needs.errors.flatMap(({ pointer }) => /^\/body\/(\w+)/.exec(pointer)?.[1] ?? []);
  const fields = [...new Set(names)].map((name) => labelOf(kind, name));
  return fields.length ? t('waiting.invalid', { fields: fields.join(t('pay.comma')) }) : t('waiting.invalid_plain');
}
