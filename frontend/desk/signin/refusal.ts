/** What the service refused, in words: never a code, always with what can be done. */
import { t, type Key } from '../lib/words';

const KNOWN: Record<string, Key> = {
  'wrong-keys': 'refused.wrong_keys',
  'too-long': 'refused.wrong_keys', // no passphrase is: it cannot be right
  unwritable: 'refused.wrong_keys',
  'slow-down': 'refused.slow_down',
  busy: 'refused.busy',
  unavailable: 'refused.unavailable',
  'wrong-code': 'refused.wrong_code',
  unreachable: 'refused.unreachable',
  'cannot-seal': 'refused.cannot_seal',
  'signed-out': 'refused.signed_out',
  'second-factor-asked': 'refused.factor_asked',
  'somebodys-notebook': 'door.somebodys',
};

export function refusal(problem: unknown): string {
  const { code = '', seconds = 30 } = problem as { code?: string; seconds?: number };
  const wait = seconds < 90 ? t('wait.seconds', { n: seconds }) : t('wait.minutes', { n: Math.ceil(seconds / 60) });
  return t(KNOWN[code] ?? 'refused.else', { wait });
}
