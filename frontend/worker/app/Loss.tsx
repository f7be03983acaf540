/** What was lost, told until the worker has read it. */
import { day } from '../../lib/format';
import { t } from '../../lib/i18n';
import { forgetLoss, state } from '../../lib/store';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';

/** The browser threw the notebook away: say when, how much, and what can be done. */
export function Loss() {
  const loss = state.value.loss;
  if (!loss) return null;
  return (
    <Notice tone="red" live>
      <span>{t('store.lost', { day: day(loss.on), n: loss.unsent })}</span>
      <a class="btn soft" href="#/settings/restore">
        {t('store.restore')}
      </a>
      <Button look="plain" onPress={() => void forgetLoss()}>
        {t('store.understood')}
      </Button>
    </Notice>
  );
}
