/** How the release was made: who was counted, what is hidden, how to cite and check it. */
import { useState } from 'preact/hooks';
import { download } from '../../lib/handing';
import { Button } from '../../ui/form';
import { hostNamed } from '../lib/host';
import { t } from '../lib/words';
import type { ReleaseOut } from './release';
import { citation, factsOf, fileName, verifying } from './said';

export function Made({ out }: { out: ReleaseOut }) {
  return (
    <section class="card made">
      <h2>{t('made.title')}</h2>
      <dl>
        {factsOf(out.release, out.fingerprint, hostNamed()).map(([what, text]) => (
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
  const [said, say] = useState<'made.copied' | 'made.not_copied'>(); // said anew in the language that is spoken
  const text = citation(release, fingerprint, hostNamed(), `${location.origin}/desk#/overview/${release.id}`);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('made.copied'),
      () => say('made.not_copied'),
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
      <p role="status">{said && t(said)}</p>
    </details>
  );
}

function SignedFile({ out }: { out: ReleaseOut }) {
  const { id } = out.release;
  const save = () => download(new File([JSON.stringify(out)], fileName(id), { type: 'application/json' }));
  return (
    <div class="signed-file">
      <Button look="plain" onPress={save}>
        {t('made.file')}
      </Button>
      <small>
        {t('made.verify')} <code>{verifying(id, out.fingerprint)}</code>
      </small>
    </div>
  );
}
