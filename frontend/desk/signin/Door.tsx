/** What stands before the desk: name and passphrase, a code, a first authenticator, or a word on why there is no way in. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { SignOut } from '../foot';
import { Brand } from '../brand';
import { begin, standing, why } from '../lib/session';
import { choose, language, LANGUAGES, t } from '../lib/words';
import { Enrol } from './Enrol';
import { GiveCode } from './GiveCode';
import { SignIn } from './SignIn';

export function Door() {
  return (
    <main class="door">
      <Brand />
      {cannot() ? <Cannot /> : <Step />}
      <Languages />
    </main>
  );
}

function Step() {
  switch (standing.value) {
    case 'out':
      return <SignIn why={why.value} />;
    case 'code':
      return <GiveCode />;
    case 'enrol':
      return <Enrol />;
    case 'no-desk':
      return <NoDesk />;
    case 'unreachable':
      return <Unreachable />;
    default:
      return <p class="quiet">{t('shell.loading')}</p>;
  }
}

/** One thing that is asked or said. Its first field takes the focus, or its heading where there is none. */
export function Asked({ title, children }: { title: string; children?: ComponentChildren }) {
  const card = useRef<HTMLElement>(null);
  const id = useId();
  useEffect(() => (card.current?.querySelector('input') ?? card.current?.querySelector('h1'))?.focus(), []);
  return (
    <section class="card" ref={card} aria-labelledby={id}>
      <h1 id={id} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </section>
  );
}

function NoDesk() {
  return (
    <Asked title={t('door.no_desk_title')}>
      <p>{t('door.no_desk')}</p>
      <a class="btn soft" href="/">
        {t('door.notebook')}
      </a>
      <SignOut />
    </Asked>
  );
}

function Unreachable() {
  return (
    <Asked title={t('door.unreachable_title')}>
      <p>{t('door.unreachable')}</p>
      <Button onPress={() => void begin()}>{t('shell.again')}</Button>
    </Asked>
  );
}

/** Why this browser cannot work out keys, if it cannot. */
function cannot(): 'insecure' | 'no_wasm' | undefined {
  if (!globalThis.crypto?.subtle) return 'insecure';
  return typeof WebAssembly === 'object' ? undefined : 'no_wasm';
}

function Cannot() {
  return (
    <Asked title={t('cannot.title')}>
      <Notice tone="red">{t(`cannot.${cannot() ?? 'insecure'}`)}</Notice>
    </Asked>
  );
}

/** The other language by its own name: whoever cannot read this page must find it. */
function Languages() {
  return (
    <p class="languages">
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <button key={tag} type="button" class="btn plain" lang={tag} aria-pressed={language.value === tag} onClick={() => void choose(tag).catch(() => undefined)}>
          {name}
        </button>
      ))}
    </p>
  );
}
