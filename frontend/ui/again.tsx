/** Something could not be had just now: that, in words, and a tap that tries once more. */
import { t } from '../lib/i18n';
import { Notice } from './basics';
import { Button, type Press } from './form';

export function Again({ words, onAgain }: { words: string; onAgain: Press }) {
  return (
    <Notice tone="amber" live>
      <span>{words}</span>
      <Button look="soft" onPress={onAgain}>
        {t('app.again')}
      </Button>
    </Notice>
  );
}
