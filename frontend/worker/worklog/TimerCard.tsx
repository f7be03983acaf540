/** The timer: start with a kind of time, stop, or go on with another; a clock that jumped is the worker's to settle. */
import { useEffect, useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { duration, hour } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import type { Activity, Bodies } from '../../lib/records';
import { remove, rows } from '../../lib/store';
import { change, discard, elapsed, start, stop, timer, type Stopped } from '../../lib/timer';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import { complain, said } from '../app/said';
import { activityOptions } from './activities';
import { JobPicker, jobFor, nameOf, rememberJob } from './pickers';

type Ask = Extract<Stopped, { ask: unknown }>['ask'];

export function TimerCard() {
  const now = timer.value;
  const [picking, setPicking] = useState(false);
  const [ask, setAsk] = useState<Ask>();
  const [next, setNext] = useState<Activity>(); // what goes on once the jump is settled
  const [jobId, setJob] = useState<string>();

  const settle = (stopped: Stopped) => {
    if ('ask' in stopped) return setAsk(stopped.ask);
    setAsk(undefined);
    setNext(undefined);
    if (!stopped.saved.length) return said(t('today.too_short'));
    said(t('app.saved'), () => void Promise.all(stopped.saved.map((row) => remove(row))).catch(complain));
  };
  const end = (pick?: 'wall' | 'measured') => void (next && pick ? change(next, undefined, pick) : stop(pick)).then(settle, complain);
  const begin = (activity: Activity) => {
    setPicking(false);
    const job = jobFor(jobId, today());
    if (now) {
      setNext(activity);
      void change(activity).then(settle, complain);
    } else if (job) {
      rememberJob(job.id);
      void start(job.id, activity).catch(complain);
    }
  };

  return (
    <>
      {now ? (
        <Running onStop={() => end()} onSwitch={() => setPicking(true)} />
      ) : (
        <Button onPress={() => setPicking(true)}>
          <Icon name="play" />
          {t('today.start')}
        </Button>
      )}
      {picking && (
        <Sheet title={t('today.start_what')} onClose={() => setPicking(false)}>
          {!now && <JobPicker value={jobFor(jobId, today())?.id} day={today()} onPick={setJob} />}
          <Kinds onPick={begin} />
          <Button look="quiet" onPress={() => setPicking(false)}>
            {t('app.close')}
          </Button>
        </Sheet>
      )}
      {ask && <Jumped ask={ask} onPick={end} onDrop={() => void discard().then(() => setAsk(undefined))} />}
    </>
  );
}

/** Buttons, since picking starts at once: with radio buttons the first arrow key would start what lies next. */
function Kinds({ onPick }: { onPick: (activity: Activity) => void }) {
  return (
    <div class="grid" role="group" aria-label={t('log.what')}>
      {activityOptions().map(({ value, label }) => (
        <Button key={value} look="quiet" onPress={() => onPick(value)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

function Running({ onStop, onSwitch }: { onStop: () => void; onSwitch: () => void }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const every = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(every);
  }, []);
  const now = timer.value;
  if (!now) return null;
  const job = rows('engagement').value.find((row) => row.id === now.engagement_id);
  const seconds = Math.floor(elapsed() / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  return (
    <section class="card teal">
      <div class="head">
        <span>
          {nameOf(job)} · {t(`activity.${now.activity}` as Key)}
        </span>
        <span>{t('today.started', { time: hour(now.started) })}</span>
      </div>
      <p class="big num" role="timer">
        {two(Math.floor(seconds / 3600))}:{two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}
      </p>
      <div class="two wide">
        <Button look="white" onPress={onStop}>
          <Icon name="stop" />
          {t('today.stop')}
        </Button>
        <Button look="glass" onPress={onSwitch}>
          {t('today.switch')}
        </Button>
      </div>
    </section>
  );
}

const total = (entries: Bodies['time_entry'][]) => duration(entries.reduce((sum, entry) => sum + entry.minutes, 0));

function Jumped({ ask, onPick, onDrop }: { ask: Ask; onPick: (pick: 'wall' | 'measured') => void; onDrop: () => void }) {
  return (
    <Notice tone="amber" title={t('today.jumped')} live>
      <span>{t('today.jumped_text', { wall: ask.wall ? total(ask.wall) : '?', mono: total(ask.measured) })}</span>
      <div class="two">
        {ask.wall && (
          <Button look="quiet" onPress={() => onPick('wall')}>
            {total(ask.wall)}
          </Button>
        )}
        <Button look="quiet" onPress={() => onPick('measured')}>
          {total(ask.measured)}
        </Button>
      </div>
      <Button look="plain" onPress={onDrop}>
        {t('today.discard')}
      </Button>
    </Notice>
  );
}
