/** Looks a name up in the directory, on the phone: who that is, and that being listed vouches for nobody. */
import { useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { t, type Key } from '../../lib/i18n';
import { spoken, type Directory, type Places } from '../../lib/reference';
import { List, Notice } from '../../ui/basics';
import { Field } from '../../ui/form';
import { Coming, useReference } from '../../ui/reference';

type Employer = Directory['employers'][number];
const MOST = 6;

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Every name it goes by that equals (0) or begins with (1) what was typed; 2 for none. */
function nearness(employer: Employer, typed: string): number {
  const names = [...employer.names, employer.zh ?? ''].map(plain);
  if (names.includes(typed)) return 0;
  return names.some((name) => name.startsWith(typed)) ? 1 : 2;
}

/** The employers of that name, exact ones first; none for less than two characters, which would fit half the list. */
export function named({ employers }: Directory, typed: string): Employer[] {
  const name = plain(typed);
  if ([...name].length < 2) return [];
  return employers
    .map((employer) => ({ employer, far: nearness(employer, name) }))
    .filter(({ far }) => far < 2)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ employer }) => employer);
}

export function Lookup() {
  const [typed, type] = useState('');
  const [files, again] = useReference(['directory', 'places']);
  const known = files === 'missing' ? null : files;
  const found = known ? named(known.directory, typed) : [];
  const asked = [...plain(typed)].length >= 2;
  return (
    <div class="form">
      <Field label={t('check.name')} hint={t('check.name_hint')} value={typed} maxLength={60} onInput={type} />
      {asked && !known && <Coming missing={files === 'missing'} again={again} />}
      <div role="status">
        {asked && known && !found.length && (
          <Notice>
            <span>{t('check.not_listed')}</span>
          </Notice>
        )}
        {found.length > 0 && <p class="small">{t('check.listed')}</p>}
      </div>
      {found.length > 0 && (
        <List>
          {found.map((employer) => (
            <Known key={employer.id} employer={employer} places={known!.places} />
          ))}
        </List>
      )}
    </div>
  );
}

function Known({ employer, places }: { employer: Employer; places: Places }) {
  const { names, zh, kind, country, domain, closed_on } = employer;
  const name = zh ? spoken({ en: names[0]!, zh }) : names[0]!;
  const where = places.countries.find((one) => one.id === country);
  const others = names.filter((one) => one !== name);
  return (
    <div class="help">
      <strong>{name}</strong>
      {others.length > 0 && <small>{others.join(' · ')}</small>}
      <p>
        {t(`kind.${kind}` as Key)} · {where ? spoken(where) : country}
      </p>
      {domain && (
        <p>
          {t('check.domain')} <b class="num">{domain}</b>
        </p>
      )}
      {closed_on && <Notice tone="amber">{t(closed_on <= today() ? 'check.closed' : 'check.closing', { day: closed_on })}</Notice>}
    </div>
  );
}
