/** The foot of the side bar: who is signed in and for how long, language, theme, and the way out. */
import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../ui/basics';
import { Button, Select } from '../ui/form';
import { notebookOwner } from './lib/notebook';
import { account, minutesLeft, signOut, useHelps } from './lib/session';
import { theme, THEMES, wear, type Theme } from './lib/theme';
import { choose, language, LANGUAGES, t, type Key } from './lib/words';

const SOON = 2; // minutes before it locks, to say so

export function Foot() {
  const left = useMinutes();
  const roles = [...new Set(account.value?.roles.map(({ role }) => role))];
  const named = roles.map((role) => t(`role.${role}` as Key)).join(t('shell.comma'));
  return (
    <footer class="foot" id="foot" tabIndex={-1}>
      <p>
        {t('shell.signed_in', { roles: named })}
        <br />
        <span class="num">{t('shell.locks', { n: left })}</span>
      </p>
      <p class="soon" role="status">
        {left <= SOON && t(useHelps() ? 'shell.locks_soon' : 'shell.locks_anyway', { n: left })}
      </p>
      <Select label={t('shell.language')} value={language.value} onPick={(wanted) => void choose(wanted).catch(() => undefined)} options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} />
      <Select label={t('shell.theme')} value={theme.value} onPick={(wanted) => wear(wanted as Theme)} options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))} />
      <SignOut left={left} />
    </footer>
  );
}

export function SignOut({ left = minutesLeft() }: { left?: number }) {
  const [failed, fail] = useState(false);
  const [notebook, has] = useState(false);
  useEffect(() => void notebookOwner().then((owner) => has(owner !== undefined)), []);
  const out = () => {
    fail(false);
    signOut().catch(() => fail(true));
  };
  return (
    <>
      {failed && (
        <Notice tone="red" live>
          {t('shell.not_out', { n: left })}
        </Notice>
      )}
      <Button look="quiet" onPress={out}>
        {t('shell.sign_out')}
      </Button>
      {notebook && <small>{t('shell.and_notebook')}</small>}
    </>
  );
}

/** The minutes until it locks, looked at often enough. */
function useMinutes(): number {
  const [, redraw] = useState(0);
  useEffect(() => {
    const every = setInterval(() => redraw((n) => n + 1), 10_000);
    return () => clearInterval(every);
  }, []);
  return minutesLeft();
}
