/** What every page about the copy waits for: the words of the record forms, the currencies' digits, the host's name. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { host, type Host } from '../../lib/host';
import { load, t } from '../../lib/i18n';
import { rows } from '../../lib/store';
import { Coming, useReference } from '../../ui/reference';
import type { Floors } from '../wages/ready';
import { jobName, placeName } from '../wages/words';
import type { Names } from './fields';

/** Who keeps the copy; "the server" until that is known. */
export function useHost(): [name: string, known: Host | null] {
  const [known, tell] = useState<Host | null>(null);
  useEffect(() => void host().then(tell, () => undefined), []);
  return [known?.name ?? t('copy.server'), known];
}

export function Words({ children }: { children: (names: Names) => ComponentChildren }) {
  const [files, again] = useReference(['floors'], 'wages');
  const [places, set] = useState<Floors['countries']>([]);
  const [settings, came] = useState(false);
  useEffect(() => void load('settings').then(() => came(true), () => came(true)), []);
  useEffect(() => void import('../../lib/reference').then(({ loadReference }) => loadReference('places')).then((all) => set(all.countries), () => undefined), []);
  if (!files || files === 'missing' || !settings) return <Coming missing={files === 'missing'} again={again} />;
  return <>{children(namesOf({ ...files.floors, countries: places }))}</>;
}

function namesOf(floors: Floors): Names {
  const employers = rows('employer').value;
  const jobs = rows('engagement').value;
  return {
    job: (id) => {
      const job = jobs.find((row) => row.id === id);
      return job ? jobName({ employer: employers }, job.body) : t('field.removed');
    },
    employer: (id) => employers.find((row) => row.id === id)?.body.name ?? t('field.removed'),
    place: (place) => placeName(place, floors),
    digits: (currency) => floors.digits[currency] ?? 2,
  };
}
