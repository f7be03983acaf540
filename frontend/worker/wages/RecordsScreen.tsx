/** All money records, those that belong to no pay period yet first. */
import { t } from '../../lib/i18n';
import { Notice } from '../../ui/basics';
import { NoJob } from './missing';
import { Ready, useBook } from './ready';
import { loose, Records } from './Records';

export default function RecordsScreen() {
  const book = useBook();
  const unassigned = book.payment.filter(({ body }) => loose(body)).length;
  return (
    <Ready>
      {(floors) =>
        book.engagement.length ? (
          <>
            {unassigned > 0 && <Notice tone="amber">{t('records.loose', { n: unassigned })}</Notice>}
            <Records records={book} floors={floors} />
          </>
        ) : (
          <NoJob />
        )
      }
    </Ready>
  );
}
