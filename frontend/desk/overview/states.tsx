/** What the overview says while there is nothing to show, and what comes next. */
import { Card, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { now } from '../../lib/clock';
import { count, longDay, span } from '../lib/format';
import { useTelling } from '../lib/told';
import { t } from '../lib/words';
import type { Found } from './asked';
import { running } from './calendar';
import type { ReleaseDocument, ReleaseLine } from './release';

export function Coming() {
  return (
    <p class="quiet" role="status">
      {t('overview.coming')}
    </p>
  );
}

/** The release that is wanted did not come: what is still shown, and a way to ask again. */
export function Failed({ code, shown, onAgain }: { code: string; shown: Found | undefined; onAgain: () => void }) {
  useTelling();
  const still = shown?.state === 'there' ? shown.out.release : undefined;
  return (
    <Notice tone="amber" live>
      <span>
        {t(code === 'unreachable' ? 'overview.offline' : 'overview.failed')} {still && t('overview.still', { days: span(still.first_day, still.last_day) })}
      </span>
      <Button look="soft" onPress={onAgain}>
        {t('overview.again')}
      </Button>
    </Notice>
  );
}

/** Days of the calendar stand in `time`: they are no figures of anybody's. */
export function Calendar() {
  const { lastDay, freezeOn } = running(now());
  const text = t('overview.none_next', { last: '\u0001', freeze: '\u0002' });
  return (
    <p>
      {text.split(/([\u0001\u0002])/).map((part) => {
        if (part !== '\u0001' && part !== '\u0002') return part;
        const day = part === '\u0001' ? lastDay : freezeOn;
        return (
          <time key={part} dateTime={day}>
            {longDay(day)}
          </time>
        );
      })}
    </p>
  );
}

export function None() {
  return (
    <Card title={t('overview.none')}>
      <p>{t('overview.none_when')}</p>
      <Calendar />
      <p class="quiet">{t('overview.none_few')}</p>
    </Card>
  );
}

export function TooFew({ release }: { release: ReleaseDocument }) {
  const { workers, needed } = release;
  return (
    <Card title={t('overview.few')}>
      <p class="mid num">
        {workers ? t('overview.few_about', { workers: count(workers), needed: count(needed) }) : t('overview.few_hardly', { needed: count(needed) })}
      </p>
      <p>{t('overview.few_why')}</p>
      <p>{t('overview.few_do')}</p>
      <Calendar />
    </Card>
  );
}

export function Unknown({ newest }: { newest: ReleaseLine }) {
  return (
    <Card title={t('overview.unknown')}>
      <p>{t('overview.unknown_text')}</p>
      <a class="btn soft" href={`#/overview/${newest.id}`}>
        {t('overview.newest')}
      </a>
    </Card>
  );
}
