/** What a screen shows when what it is about is not there. */
import { t } from '../../lib/i18n';
import { Empty } from '../../ui/basics';

export function NoJob() {
  return (
    <Empty icon="pay" title={t('pay.empty')}>
      <p>{t('pay.empty_text')}</p>
      <a class="btn" href="#/today/job">
        {t('today.add_job')}
      </a>
    </Empty>
  );
}

export function Gone() {
  return (
    <Empty icon="pay" title={t('pay.gone')}>
      <a class="btn" href="#/pay">
        {t('tab.pay')}
      </a>
    </Empty>
  );
}
