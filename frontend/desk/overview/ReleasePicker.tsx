/** Which release to read: all of them, newest first. */
import { useId } from 'preact/hooks';
import { shortDay } from '../lib/format';
import { go } from '../lib/route';
import { t } from '../lib/words';
import type { ReleaseLine } from './release';

const named = ({ id, state, frozen_on }: ReleaseLine) => (state === 'published' ? t('overview.of', { id, day: shortDay(frozen_on) }) : t('overview.of_few', { id }));

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
