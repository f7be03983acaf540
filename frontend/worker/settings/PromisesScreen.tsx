/** What we promise, and what nobody can promise. */
import { t, type Key } from '../../lib/i18n';
import { Card } from '../../ui/basics';

const KEPT: Key[] = ['promise.lost', 'promise.leaves', 'promise.sealed', 'promise.sums', 'promise.ends'];
const NOT: Key[] = ['promise.not_server', 'promise.not_phone', 'promise.not_copy', 'promise.not_history', 'promise.not_browser'];

export default function PromisesScreen() {
  return (
    <>
      <Card title={t('promise.title')}>
        {KEPT.map((key) => (
          <p key={key} class="long">
            ✓ {t(key)}
          </p>
        ))}
      </Card>
      <Card title={t('promise.not_title')}>
        {NOT.map((key) => (
          <p key={key} class="long">
            ▲ {t(key)}
          </p>
        ))}
      </Card>
    </>
  );
}
