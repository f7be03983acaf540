/** Reference files and their texts on the screen; where a text is there only in English, that is said. */
import { useEffect, useState } from 'preact/hooks';
import { language, load, t, type Part } from '../lib/i18n';
import { loadReference, spoken, type ReferenceFiles, type Words } from '../lib/reference';
import { Again } from './again';

const han = () => language.value.startsWith('zh');

export function Say({ words, mark }: { words: Words; mark?: boolean }) {
  if (!han() || words.zh) return <>{spoken(words)}</>;
  return (
    <>
      <span lang="en">{words.en}</span>
      {mark && <small> {t('words.english')}</small>}
    </>
  );
}

type Files<K extends keyof ReferenceFiles> = { [name in K]: ReferenceFiles[name] };

/** Reference files, and the words of another part if needed; null while they come, 'missing' where they cannot. */
export function useReference<K extends keyof ReferenceFiles>(names: K[], part?: Part): [Files<K> | null | 'missing', () => void] {
  const [files, set] = useState<Files<K> | null | 'missing'>(null);
  const ask = () => {
    set(null);
    const all = Promise.all(names.map(async (name) => [name, await loadReference(name)] as const));
    Promise.all([all, part && load(part)]).then(
      ([found]) => set(Object.fromEntries(found) as Files<K>),
      () => set('missing'),
    );
  };
  useEffect(ask, []);
  return [files, ask];
}

/** What stands there until reference files have come. */
export function Coming({ missing, again }: { missing: boolean; again: () => void }) {
  if (!missing) return <p class="quiet">{t('app.loading')}…</p>;
  return <Again words={t('app.part_missing')} onAgain={again} />;
}
