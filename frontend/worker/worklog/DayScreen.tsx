/** One day: what was logged, each line one tap from being corrected. */
import { today } from '../../lib/clock';
import { count, day as dayInWords, duration } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { place } from '../../lib/route';
import { rows } from '../../lib/store';
import { onDay } from '../../lib/work';
import { Card, Empty, Line, List } from '../../ui/basics';
import { nameOf } from './pickers';
import { DayBar } from './DayBar';

export default function DayScreen() {
  const on = place.value.rest[1] ?? today();
  const jobs = rows('engagement').value;
  const entries = onDay(rows('time_entry').value, on);
  const batches = rows('batch').value.filter((row) => row.body.handed_in_on === on);
  const job = (id: string) => jobs.find((row) => row.id === id);
  return (
    <>
      <p class="mid">{dayInWords(on, true)}</p>
      {entries.length === 0 && batches.length === 0 && (
        <Empty icon="today" title={t('day.empty')}>
          <a class="btn" href={`#/today/log/${on}`}>
            {t('today.log')}
          </a>
        </Empty>
      )}
      {entries.length > 0 && (
        <Card title={t('day.entries')}>
          <DayBar entries={entries} />
          <List>
            {entries.map((row) => (
              <Line
                key={row.id}
                href={`#/today/log/${row.id}`}
                label={t(`activity.${row.body.activity}` as Key)}
                under={[nameOf(job(row.body.engagement_id)), row.body.source === 'later' && t('day.later'), row.body.source === 'timer' && t('day.timer')].filter(Boolean).join(' · ')}
                value={`${duration(row.body.minutes)} ›`}
              />
            ))}
          </List>
        </Card>
      )}
      {batches.length > 0 && (
        <Card title={t('day.batches')}>
          <List>
            {batches.map((row) => (
              <Line key={row.id} href={`#/today/batch/${row.id}`} label={`${count(row.body.submitted)} ${row.body.unit}`} under={`${nameOf(job(row.body.engagement_id))} · ${row.body.unit_price} ${job(row.body.engagement_id)?.body.currency ?? ''}`} value={row.body.rejected ? `${t('today.rejected', { n: row.body.rejected })} ›` : '›'} tone={row.body.rejected ? 'red' : ''} />
            ))}
          </List>
        </Card>
      )}
      {entries.length + batches.length > 0 && (
        <a class="btn soft" href={`#/today/log/${on}`}>
          {t('today.log')}
        </a>
      )}
    </>
  );
}

