/** Said where it matters: an in-app browser that may tidy this notebook away, and a new version that waits. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { waiting } from '../../lib/waiting';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';

const SEEN = 'wechat sheet seen';

function seen(): boolean {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return false; // storage is refused: then it is said each time
  }
}

/** Shown once in WeChat's own browser, until it is put away. */
export function WeChatSheet() {
  const [open, setOpen] = useState(() => /MicroMessenger/i.test(navigator.userAgent) && !seen());
  if (!open) return null;
  const close = () => {
    setOpen(false);
    try {
      localStorage.setItem(SEEN, '1');
    } catch {
      // it comes again next time
    }
  };
  return (
    <Notice tone="blue" title={t('sheet.wechat')}>
      <span>{t('sheet.wechat_text')}</span>
      <Button look="soft" onPress={close}>
        {t('store.understood')}
      </Button>
    </Notice>
  );
}

/** One line on the first screen; the tap that changes the version is under settings. */
export function NewVersion() {
  if (!waiting.value) return null;
  return (
    <div role="status">
      <a class="note blue" href="#/settings">
        {t('update.ready')} ›
      </a>
    </div>
  );
}
