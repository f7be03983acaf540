/** Which release to read: all of them, newest first, each by its days. */
import { useId } from 'preact/hooks';
import { shortDay, span } from '../lib/format';
import { go } from '../lib/route';
import { t } from '../lib/words';
import { firstDay } from './calendar';
import type { ReleaseLine } from './release';

function named({ id, state, frozen_on }: ReleaseLine): string {
  const days = span(firstDay(id), id);
  return state === 'published' ? t('overview.of', { days, day: shortDay(frozen_on) }) : t('overview.of_few', { days });
}

export function ReleasePicker({ all, id }: { all: ReleaseLine[]; id: string }) {
  const label = useId();
  return (
    <>
      <label class="unseen" for={label}>
        {t('overview.release')}
      </label>
      <select id={label} class="select" value={id} onChange={(e) => go(`overview/${e.currentTarget.value}`)}>
        {all.map((line) => (
          <option key={line.id} value={line.id}>
            {named(line)}
          </option>
        ))}
      </select>
    </>
  );
}
