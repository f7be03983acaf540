/** How the release was made: who was counted, what is hidden, how to cite and check it. */
import { useState } from 'preact/hooks';
import { download } from '../../lib/handing';
import { Button } from '../../ui/form';
import { t } from '../lib/words';
import type { ReleaseOut } from './release';
import { citation, factsOf } from './said';

export function Made({ out }: { out: ReleaseOut }) {
  return (
    <section class="card made">
      <h2>{t('made.title')}</h2>
      <dl>
        {factsOf(out.release, out.fingerprint).map(([what, text]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Cite out={out} />
      <SignedFile out={out} />
    </section>
  );
}

/** The words with which a report refers to this release. */
function Cite({ out: { release, fingerprint } }: { out: ReleaseOut }) {
  const [said, say] = useState('');
  const text = citation(release, fingerprint, `${location.origin}/desk#/overview/${release.id}`);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say(t('made.copied')),
      () => say(t('made.not_copied')),
    );
  return (
    <details>
      <summary>{t('made.cite')}</summary>
      <blockquote>{text}</blockquote>
      {'clipboard' in navigator && (
        <Button look="soft" onPress={() => void copy()}>
          {t('made.copy')}
        </Button>
      )}
      <p role="status">{said}</p>
    </details>
  );
}

function SignedFile({ out }: { out: ReleaseOut }) {
  const save = () => download(new File([JSON.stringify(out)], `gongyou-release-${out.release.id}.json`, { type: 'application/json' }));
  return (
    <p class="signed-file">
      <Button look="plain" onPress={save}>
        {t('made.file')}
      </Button>
      <small>{t('made.verify')}</small>
    </p>
  );
}
