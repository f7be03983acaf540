/** A month at a glance: each day with hours, a colour and a mark; totals of week, month and year. */
import { today } from '../../lib/clock';
import { clock, day as dayInWords, duration, month as monthInWords } from '../../lib/format';
import { language, t } from '../../lib/i18n';
import { go, place } from '../../lib/route';
import { rows } from '../../lib/store';
import { type Entry, mark, type Mark, monthBy, onDay, spanOf, unpaid, weeksOf, worked } from '../../lib/work';
import { Card, Line, List } from '../../ui/basics';

const MARKS: Record<Mark, string> = { paid: '●', part: '◐', none: '○' };

export default function MonthScreen() {
  const now = today();
  const shown = place.value.rest[1] ?? now.slice(0, 7);
  const entries = rows('time_entry').value;
  const near = now.startsWith(shown) ? now : `${shown}-01`;
  return (
    <>
      <div class="head">
        <a class="round" aria-label={t('month.before')} href={`#/today/month/${monthBy(shown, -1)}`}>
          ‹
        </a>
        <p class="month">{monthInWords(`${shown}-01`)}</p>
        <a class="round" aria-label={t('month.after')} href={`#/today/month/${monthBy(shown, 1)}`}>
          ›
        </a>
      </div>
      <Grid month={shown} entries={entries} now={now} />
      <small>
        {MARKS.paid} {t('month.paid')} · {MARKS.part} {t('month.part')} · {MARKS.none} {t('month.none')}
      </small>
      <Card>
        <List>
          {(['week', 'month', 'year'] as const).map((size) => (
            <Total key={size} label={t(`month.${size}`)} entries={within(entries, ...spanOf(near, size))} />
          ))}
        </List>
      </Card>
    </>
  );
}

function within(entries: Entry[], first: string, last: string): Entry[] {
  return entries.filter(({ body }) => body.worked_on >= first && body.worked_on <= last);
}

function Total({ label, entries }: { label: string; entries: Entry[] }) {
  const without = unpaid(entries, rows('engagement').value);
  return <Line label={label} value={without ? t('month.total', { time: duration(worked(entries)), unpaid: duration(without) }) : duration(worked(entries))} />;
}

function Grid({ month, entries, now }: { month: string; entries: Entry[]; now: string }) {
  const jobs = rows('engagement').value;
  const names = Array.from({ length: 7 }, (_, day) => new Intl.DateTimeFormat(language.value === 'zh-CN' ? 'zh-CN' : 'en', { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + day))));
  return (
    <div class="days">
      {names.map((name, i) => (
        <span key={i} class="small">
          {name}
        </span>
      ))}
      {weeksOf(month)
        .flat()
        .map((day, i) => {
          if (!day) return <span key={`blank ${i}`} />;
          const logged = onDay(entries, day);
          const state = mark(logged, jobs);
          const words = state ? `${dayInWords(day, true)}: ${duration(worked(logged))}, ${t(`month.${state}`)}` : dayInWords(day, true);
          return (
            <button type="button" key={day} class={state ?? ''} aria-current={day === now ? 'date' : undefined} onClick={() => go(`today/day/${day}`)}>
              <b class="num" aria-hidden="true">{Number(day.slice(8))}</b>
              <span class="unseen">{words}</span>
              <span aria-hidden="true">{state ? `${MARKS[state]} ${clock(worked(logged))}` : ' '}</span>
            </button>
          );
        })}
    </div>
  );
}
