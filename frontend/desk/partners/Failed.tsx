/** Something could not be had just now: that, in words, and a way to try once more. */
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { t } from '../lib/words';

export function Failed({ code, onAgain }: { code: string; onAgain: () => void }) {
  return (
    <Notice tone="amber" live>
      <span>{t(code === 'unreachable' ? 'partners.offline' : 'partners.failed')}</span>
      <Button look="soft" onPress={onAgain}>
        {t('partners.again')}
      </Button>
    </Notice>
  );
}
