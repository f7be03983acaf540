/** What the pages about the copy share. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { today } from '../../lib/clock';
import { t, type Key } from '../../lib/i18n';
import type { Purpose } from '../../lib/records';
import { rows } from '../../lib/store';
import { syncState, unsent } from '../../lib/sync/sync';
import { Empty } from '../../ui/basics';
import { Icon } from '../../ui/icon';
import { isRecord } from './fields';
import { allowanceOf, type Allowance } from './allowance';
import { ICONS, standingWords } from './words';

/** What a kind of record is called, in the plural; consents and withdrawals share a name. */
export const kindName = (kind: string): string => (isRecord(kind) ? t(`record.${kind}` as Key) : t('waiting.consent'));

/** Nothing was sent anywhere, and nothing can be before there is an account. */
export function NoAccount() {
  return (
    <>
      <Empty icon="phone" title={t('copy.phone')}>
        <p>{t('allowed.no_account')}</p>
      </Empty>
      <div class="foot">
        <a class="btn" href="#/settings/account">
          {t('copy.make_account')}
        </a>
      </div>
    </>
  );
}

/** Which of four states the copy is in, by a mark and in words. */
export function Standing({ host }: { host: string }) {
  const standing = syncState.value;
  return (
    <p class={`standing ${standing.is}`} role="status">
      <Icon name={ICONS[standing.is]} />
      <b>{standingWords(standing, host)}</b>
    </p>
  );
}

export const useAllowance = (purpose: Purpose): Allowance => allowanceOf(purpose, rows('consent').value, rows('withdrawal').value, today());

/** Tell whether a row is on this phone only. */
export const useWaits = (id: string | undefined): boolean => unsent.value.some((row) => row.id === id);

/** Tell whether the account was opened by work and nobody has vouched for it; not known without a network. */
export function useByWork(): boolean {
  const [byWork, set] = useState(false);
  useEffect(() => void accountApi().account().then((own) => set(own.proof === 'work' && !own.vouched.vouched), () => undefined), []);
  return byWork;
}
