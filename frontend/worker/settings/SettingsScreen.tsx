/** Where everything is, how it looks, and the way out: backup, restore, delete. */
import { useEffect, useState } from 'preact/hooks';
import { language, LANGUAGES, readShare, speak, t } from '../../lib/i18n';
import type { Profile } from '../../lib/records';
import { rows, save } from '../../lib/store';
import { Card, Line, List } from '../../ui/basics';
import { Choice } from '../../ui/form';
import { complain } from '../app/said';
import { remember } from '../first/parts';
import { Install } from './Install';
import { Copy, Where } from './Where';

const THEMES = ['auto', 'light', 'dark', 'sunlight'] as const;

export default function SettingsScreen() {
  const profile = rows('profile').value[0];
  const keep = (change: Partial<Profile>) => {
    const body: Profile = { ...(profile?.body ?? { language: language.value, theme: 'auto' }), ...change };
    void save('profile', body, profile).catch(complain);
  };
  return (
    <>
      <Where />
      <Copy />
      <Card title={t('settings.copy')}>
        <p class="quiet">{t('settings.copy_text')}</p>
        <a class="btn soft" href="#/settings/backup">
          {t('settings.backup')}
        </a>
        <a class="btn quiet" href="#/settings/restore">
          {t('store.restore')}
        </a>
      </Card>
      <Card>
        <Choice label={t('settings.language')} options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} value={language.value} onPick={(code) => void pickLanguage(code, keep)} />
        <Share />
        <Choice label={t('settings.theme')} options={THEMES.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))} value={profile?.body.theme ?? 'auto'} onPick={(theme) => keep({ theme: theme as Profile['theme'] })} />
      </Card>
      <Card>
        <List>
          <Line href="#/settings/account" label={t('settings.account')} value="›" />
          <Line href="#/first" label={t('settings.place')} value="›" />
          <Line href="#/pay/jobs" label={t('settings.jobs')} value="›" />
          <Line href="#/settings/promises" label={t('settings.promises')} value="›" />
          <Line href="#/settings/erase" label={t('settings.erase')} value="›" tone="red" />
        </List>
      </Card>
      <Install />
      <Version />
    </>
  );
}

async function pickLanguage(code: string, keep: (change: Partial<Profile>) => void): Promise<void> {
  remember(code);
  await speak(code).catch(complain);
  keep({ language: code });
}

/** The version that this phone keeps, named by its files, as docs/updates.md says. */
function Version() {
  const [version, setVersion] = useState('');
  useEffect(() => void globalThis.caches?.keys().then((keys) => setVersion(keys.find((key) => key.startsWith('gongyou '))?.slice(8) ?? ''), () => undefined), []);
  return (
    <small>
      {version ? t('settings.version', { version }) : t('settings.no_version')} {t('settings.licence')}
    </small>
  );
}

/** How many of these words a person has read, said openly. */
function Share() {
  const [share, setShare] = useState<{ texts: number; read: number }>();
  useEffect(() => void readShare().then(setShare, () => undefined), [language.value]);
  return share ? <small>{share.read ? t('settings.read', { read: share.read, texts: share.texts }) : t('settings.read_none')}</small> : null;
}
