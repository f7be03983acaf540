/** What a screen works with: some reference files, and a way on while they are not on the phone. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { loadReference, type ReferenceFiles } from '../../lib/reference';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';

export interface Files<K extends keyof ReferenceFiles> {
  found: Pick<ReferenceFiles, K> | undefined;
  failed: boolean;
  again: () => void;
}

/** Load reference files when a screen opens; `names` must not change while it is shown. */
export function useFiles<K extends keyof ReferenceFiles>(...names: K[]): Files<K> {
  const [found, keep] = useState<Pick<ReferenceFiles, K>>();
  const [failed, fail] = useState(false);
  useEffect(() => {
    if (found || failed) return;
    Promise.all(names.map(async (name) => [name, await loadReference(name)] as const)).then(
      (files) => keep(Object.fromEntries(files) as Pick<ReferenceFiles, K>),
      () => fail(true),
    );
  }, [failed]);
  return { found, failed, again: () => fail(false) };
}

/** What stands where a file is still missing: a word while it comes, a next step when it does not. */
export function Missing({ files, words }: { files: Files<keyof ReferenceFiles>; words: string }) {
  if (files.found) return null;
  if (!files.failed) return <p class="quiet">{t('app.loading')}…</p>;
  return (
    <Notice tone="amber" live>
      <span>{words}</span>
      <Button look="soft" onPress={files.again}>
        {t('app.again')}
      </Button>
    </Notice>
  );
}
