/** This phone was signed out from another one: it has sent what it owed and deleted itself. */
import { t } from '../../lib/i18n';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { startAgain, useForgetting } from './forgetting';
import { useHost } from './Words';

export default function LeftScreen() {
  const [host] = useHost();
  useForgetting();
  return (
    <>
      <Notice live title={`✓ ${t('leave.done')}`}>
        <span>{t('leave.ordered', { host })}</span>
        <span>{t('leave.done_app')}</span>
      </Notice>
      <div class="foot">
        <Button onPress={startAgain}>{t('leave.start')}</Button>
      </div>
    </>
  );
}
