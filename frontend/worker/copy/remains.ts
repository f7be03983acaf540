/** What could not be deleted, in plain words: `wipe` gives the names that the browser has for it. */
import { t, type Key } from '../../lib/i18n';

const CALLED: Record<string, Key> = { caches: 'left.app', localStorage: 'left.settings' }; // any other is a database

export function remainsWords(left: readonly string[]): string {
  const words = left.map((name) => t(CALLED[name] ?? 'left.records'));
  return [...new Set(words)].join(t('left.comma'));
}
