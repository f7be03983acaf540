/** What the server refused, in the app's words: never a code, always with what can be done. */
import { duration } from '../format';
import { t, type Key } from '../i18n';

const KNOWN = ['unreachable', 'busy', 'slow-down', 'signed-out', 'cannot-seal', 'other-account', 'handle-taken', 'wrong-keys', 'invitation-not-valid', 'work-not-valid', 'wrong-code', 'second-factor-asked', 'unavailable', 'wrong-key', 'not-vouched', 'own-code', 'already-vouched', 'code-not-valid', 'too-many-invitations'];

/** Say why something did not go through; with the wait, where there is one. */
export function refusal(problem: unknown): string {
  const { name, code = '', seconds } = problem as { name?: string; code?: string; seconds?: number };
  if (name === 'StoreProblem') return t(code === 'full' || code === 'newer' ? `store.${code}` : 'store.unavailable'); // this phone's, not the server's
  if (!KNOWN.includes(code)) return t('refused.else');
  const wait = seconds ?? 30;
  const words = wait < 90 ? t('account.seconds', { n: wait }) : duration(Math.ceil(wait / 60));
  return t(`refused.${code.replaceAll('-', '_')}` as Key, { wait: words });
}

/** Say what is wrong with words copied from paper; undefined when it is something else. Never repeats a word. */
export function wrongWords(problem: unknown): string | undefined {
  const { name, code, card, found = {} } = problem as { name?: string; code?: string; card?: number; found?: { at?: number; count?: number } };
  if (name !== 'PhraseProblem' && name !== 'CardProblem') return undefined;
  const words = {
    count: t('account.words_count', { n: found.count ?? 0 }),
    'unknown-word': t('account.words_unknown', { n: (found.at ?? 0) + 1 }),
    checksum: t('account.words_checksum'),
    'same-card': t('account.cards_same'),
    number: t('account.cards_number'),
  }[code ?? ''];
  return words && card && code !== 'same-card' && code !== 'number' ? t('account.on_card', { n: card, what: words }) : words;
}
