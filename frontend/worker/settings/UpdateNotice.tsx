/** A new version that waits, and the tap that takes it. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { typing, useNew, waiting } from '../../lib/update';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';

/** A new version is on the phone. One tap takes it; where something is half written, that is said first. */
export function UpdateNotice() {
  const [warned, warn] = useState(false);
  if (!waiting.value) return null;
  const take = () => (typing() && !warned ? warn(true) : useNew());
  return (
    <Notice tone="blue" live>
      <span>{t('update.ready')}</span>
      {warned && <span>{t('update.typing')}</span>}
      <Button look="soft" onPress={take}>
        {t('update.now')}
      </Button>
    </Notice>
  );
}
