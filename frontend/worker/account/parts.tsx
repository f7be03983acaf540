/** What the account's screens share: a secret's field, words to write down, what went wrong, a step's buttons. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { refusal } from '../../lib/account/words';
import { t } from '../../lib/i18n';
import { Notice } from '../../ui/basics';
import { Button, Field, Tick } from '../../ui/form';
import { useOffline } from '../../ui/online';

interface SecretProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  known: 'current-password' | 'new-password'; // what a password manager takes it for
  hint?: string;
  wrong?: string | undefined;
}

/**
 * A passphrase: hidden, shown by a tick; pasting and password managers are welcome. While it is shown, autocomplete is
 * off: else the browser writes it into its own files, so that it can bring the tab back.
 */
export function SecretField({ known, ...field }: SecretProps) {
  const [shown, show] = useState(false);
  return (
    <>
      <Field {...field} type={shown ? 'text' : 'password'} name="passphrase" autoComplete={shown ? 'off' : known} maxLength={400} />
      <Tick label={t('account.show')} checked={shown} onTick={show} />
    </>
  );
}

/** The passphrase of this phone's account, asked for as a proof; that it is not right is said beside it. */
export function KnownPassphrase({ problem, ...field }: Pick<SecretProps, 'label' | 'value' | 'onInput'> & { problem: unknown }) {
  return (
    <>
      <SecretField {...field} known="current-password" />
      <Refusal problem={problem} own />
    </>
  );
}

/** Words to write down, numbered. */
export function Words({ words }: { words: readonly string[] }) {
  return (
    <ol class="words">
      {words.map((word, at) => (
        <li key={at}>
          <small>{at + 1}</small>
          {word}
        </li>
      ))}
    </ol>
  );
}

/** Why the last try did not go through; nothing that was typed is gone. `own`: only the passphrase was asked for. */
export function Refusal({ problem, own }: { problem: unknown; own?: boolean }) {
  if (!problem) return null;
  return (
    <Notice tone="amber" live>
      {own && (problem as { code?: string }).code === 'wrong-keys' ? t('refused.wrong_passphrase') : refusal(problem)}
    </Notice>
  );
}

/** What was asked for did not come: why, and a tap that asks once more. */
export function NotKnown({ problem, onAgain }: { problem: unknown; onAgain: () => void }) {
  return (
    <>
      <Refusal problem={problem} />
      <Button look="soft" onPress={onAgain}>
        {t('app.again')}
      </Button>
    </>
  );
}

/** Said before anything is typed, and taken back by itself once there is a network. */
export function Offline() {
  return useOffline() ? (
    <Notice tone="amber" live>
      {t('account.offline')}
    </Notice>
  ) : null;
}

export function Busy({ words }: { words: string }) {
  return (
    <p class="quiet" role="status">
      {words}…
    </p>
  );
}

/** One step of a wizard: where we are, the question, the answer, and a heading that takes the focus when it comes. */
export function Step({ at, of, title, children }: { at: number; of: number; title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    if (at > 1) heading.current?.focus(); // the button that was pressed is gone: what is read next is the question
  }, []);
  return (
    <>
      <div>
        <small>{t('account.step', { at, of })}</small>
        <h2 class="question" ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </div>
      {children}
    </>
  );
}

/** In groups of four, as on paper. */
export function Fingerprint({ of }: { of: string }) {
  return (
    <p>
      <small>{t('account.fingerprint')}</small>
      <br />
      <code class="num">{of.match(/.{1,4}/g)?.join(' ')}</code>
    </p>
  );
}
