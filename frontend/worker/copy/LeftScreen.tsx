/** Everything here was deleted without this page's doing: by order of another phone, or in another tab. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { goneBefore, type Gone } from '../../lib/route';
import { wipe } from '../../lib/wipe';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { startAgain, useForgetting } from './forgetting';
import { remainsWords } from './remains';
import { useHost } from './Words';

export default function LeftScreen() {
  const [gone] = useState(goneBefore);
  const [left, see] = useState(gone?.left ?? []);
  useForgetting();
  if (left.length) {
    return (
      <Notice tone="red" live>
        <span>{t('leave.left', { what: remainsWords(left) })}</span>
        <Button look="soft" onPress={() => void wipe({ app: 'stays' }).then(see)}>
          {t('app.again')}
        </Button>
      </Notice>
    );
  }
  return (
    <>
      <Why why={gone?.why} />
      <div class="foot">
        <Button onPress={startAgain}>{t('leave.start')}</Button>
      </div>
    </>
  );
}

function Why({ why }: { why: Gone['why'] | undefined }) {
  const [host] = useHost();
  if (why !== 'ordered') return <Notice live>{t('leave.elsewhere')}</Notice>;
  return (
    <Notice live title={`✓ ${t('leave.done')}`}>
      <span>{t('leave.ordered', { host })}</span>
      <span>{t('leave.done_app')}</span>
    </Notice>
  );
}
