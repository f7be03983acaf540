/** All money records, those that belong to no pay period yet first. */
import { t } from '../../lib/i18n';
import { Notice } from '../../ui/basics';
import { NoJob } from './missing';
import { Ready, useBook } from './ready';
import { Records } from './Records';

export default function RecordsScreen() {
  const book = useBook();
  const loose = book.payment.filter(({ body }) => !body.for_period && body.form !== 'in_kind');
  const payment = [...loose, ...book.payment.filter((row) => !loose.includes(row))];
  return (
    <Ready>
      {(floors) =>
        book.engagement.length ? (
          <>
            {loose.length > 0 && <Notice tone="amber">{t('records.loose', { n: loose.length })}</Notice>}
            <Records records={{ ...book, payment }} floors={floors} />
          </>
        ) : (
          <NoJob />
        )
      }
    </Ready>
  );
}
