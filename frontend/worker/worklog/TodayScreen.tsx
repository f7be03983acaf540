/** Today: what runs now, where the time went, what was handed in. */
import { today, zone } from '../../lib/clock';
import { count, day as dayInWords, duration } from '../../lib/format';
import { t } from '../../lib/i18n';
import { rows, saveAll, remove, state } from '../../lib/store';
import { lastDay, onDay, plusDays, repeated, running, worked } from '../../lib/work';
import { Card, Empty, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { complain, said } from '../app/said';
import { Loss } from '../app/Loss';
import { DayBar } from './DayBar';
import { TimerCard } from './TimerCard';
import { timer } from '../../lib/timer';

export function TodayScreen() {
  const now = today();
  const jobs = rows('engagement').value;
  const all = rows('time_entry').value;
  const entries = onDay(all, now);
  if (!jobs.length && state.value.phase === 'fallback') return <InReserve />;
  if (!jobs.length && !state.value.loaded) return <p class="quiet">{t('app.loading')}…</p>;
  if (!running(jobs, all, now).length) return <NoJob />;
  return (
    <>
      <Loss />
      {timer.value && <TimerCard />}
      <Card title={t('today.time')} side={entries.length ? duration(worked(entries)) : t('today.nothing')}>
        {entries.length > 0 && (
          <>
            <DayBar entries={entries} />
            <a class="btn plain" href={`#/today/day/${now}`}>
              {t('day.change')} ›
            </a>
          </>
        )}
      </Card>
      <Tasks now={now} />
      <div class="foot">
        {!timer.value && <TimerCard />}
        <div class="two">
          <a class="btn soft" href="#/today/log">
            + {t('today.log')}
          </a>
          <Again now={now} />
        </div>
        <div class="two">
          <a class="btn quiet" href="#/today/batch">
            {t('today.batch')}
          </a>
          <a class="btn quiet" href="#/today/month">
            {t('today.month')}
          </a>
        </div>
      </div>
    </>
  );
}

/** The store does not answer: nothing can be read, but what happens now can still be written. */
function InReserve() {
  return (
    <>
      <Notice tone="amber" live>
        {t('store.reserve')}
      </Notice>
      <div class="foot">
        <a class="btn" href="#/today/log">
          + {t('today.log')}
        </a>
      </div>
    </>
  );
}

function NoJob() {
  return (
    <>
      <Loss />
      <Empty icon="today" title={t('today.empty')}>
        <p class="quiet">{t('today.empty_text')}</p>
      </Empty>
      <a class="btn last" href="#/today/job">
        {t('today.add_job')}
      </a>
    </>
  );
}

function Tasks({ now }: { now: string }) {
  const batches = rows('batch').value.filter((row) => row.body.handed_in_on === now);
  if (!batches.length) return null;
  const sum = (name: 'submitted' | 'rejected') => batches.reduce((n, row) => n + (row.body[name] ?? 0), 0);
  const units = new Set(batches.map((row) => row.body.unit));
  return (
    <Card title={t('today.tasks')}>
      <a class="head" href={`#/today/day/${now}`}>
        <span>
          <b class="mid num">{count(sum('submitted'))}</b> {units.size === 1 ? [...units][0] : t('today.pieces')}
        </span>
        {sum('rejected') > 0 && <span class="red">{t('today.rejected', { n: count(sum('rejected')) })}</span>}
      </a>
    </Card>
  );
}

/** The last logged day once more, in one touch and with a way back. */
function Again({ now }: { now: string }) {
  const all = rows('time_entry').value;
  const from = lastDay(all, now);
  const again = async () => {
    if (!from) return;
    const bodies = repeated(onDay(all, from), now, 'same_day', zone());
    const saved = await saveAll(bodies.map((body) => ({ kind: 'time_entry' as const, body }))).catch(complain);
    if (saved) said(t('today.again_done', { day: dayInWords(from), n: saved.length }), () => void Promise.all(saved.map((row) => remove(row))).catch(complain));
  };
  if (!from || onDay(all, now).length) return null;
  return (
    <Button look="soft" onPress={() => void again()}>
      {from === plusDays(now, -1) ? t('today.again') : t('today.again_last', { day: dayInWords(from) })}
    </Button>
  );
}
