/** Said once: an in-app browser may throw this notebook away when it tidies up. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';

const FLAG = 'wechat sheet seen';

export function WeChatSheet() {
  const [open, setOpen] = useState(() => /MicroMessenger/i.test(navigator.userAgent) && !localStorage.getItem(FLAG));
  if (!open) return null;
  const close = () => {
    localStorage.setItem(FLAG, '1');
    setOpen(false);
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
