/** How to put the app on the home screen, in the words of this browser; asked only once there is something to keep. */
import { useEffect, useState } from 'preact/hooks';
import { t, type Key } from '../../lib/i18n';
import { rows } from '../../lib/store';
import { offered } from '../../lib/update';
import { Sum } from '../../ui/basics';
import { Button } from '../../ui/form';

/** Which menu to describe. Names of browsers are guesses, so every text also fits a stranger of its family. */
function menuOf(agent: string): 'wechat' | 'ios' | 'firefox' | 'android' | 'other' {
  if (/MicroMessenger/i.test(agent)) return 'wechat';
  if (/iPhone|iPad|iPod/i.test(agent)) return 'ios';
  if (/Firefox/i.test(agent)) return 'firefox';
  return /Android|HarmonyOS/i.test(agent) ? 'android' : 'other';
}

export function Install() {
  const [installed, set] = useState(false);
  useEffect(() => set(matchMedia('(display-mode: standalone)').matches), []);
  if (installed || !rows('time_entry').value.length) return null;
  return (
    <section class="card">
      <Sum label={t('install.title')}>
        <p>{t('install.why')}</p>
        {offered.value ? (
          <Button look="soft" onPress={() => void offered.value?.prompt()}>
            {t('install.button')}
          </Button>
        ) : (
          <p>{t(`install.${menuOf(navigator.userAgent)}` as Key)}</p>
        )}
      </Sum>
    </section>
  );
}
