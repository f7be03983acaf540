/** The secret of a new endpoint: shown until somebody says that it is kept, and kept nowhere here. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/form';
import { t } from '../lib/words';

export function SecretCard({ secret, onKept }: { secret: string; onKept: () => void }) {
  const [said, say] = useState<'copied' | 'not_copied'>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => say('copied'),
      () => say('not_copied'),
    );
  return (
    <section class="card secret-card">
      <h2 ref={heading} tabIndex={-1}>
        {t('partners.secret')}
      </h2>
      <p>{t('partners.secret_text')}</p>
      <p>
        <code>{secret}</code>
      </p>
      <div class="buttons">
        {'clipboard' in navigator && (
          <Button look="soft" onPress={() => void copy()}>
            {t('partners.copy')}
          </Button>
        )}
        <Button onPress={onKept}>{t('partners.secret_kept')}</Button>
      </div>
      <p role="status">{said && t(`partners.${said}`)}</p>
    </section>
  );
}
