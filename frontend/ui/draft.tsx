/** A form whose words are kept, sealed, while they are typed; another window's form is read-only until taken over. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../lib/i18n';
import { draft, type Draft } from '../lib/store';
import { Notice } from './basics';
import { Button, Form } from './form';

export interface Typed<T> {
  value: T;
  set: (change: Partial<T>) => void;
  draft: Draft<T>;
  begun: boolean; // something was typed and is not saved yet
  ready: boolean; // what an earlier page left has been read
}

/**
 * What a form shows: `start`, until something is typed; then all that stood there is kept with it, so that "today"
 * stays the day it was typed on. The name may change once the row that the address names has been read.
 */
export function useTyped<T extends object>(name: string, start: T): Typed<T> {
  const [ready, read] = useState('');
  const form = draft<T>(name);
  useEffect(() => {
    void form.restore().then(() => read(name));
    return () => void form.flush();
  }, [name]);
  const typed = form.value.value;
  const set = (change: Partial<T>) => form.set({ ...start, ...form.value.value, ...change });
  return { value: { ...start, ...typed }, set, draft: form, begun: typed !== undefined, ready: ready === name };
}

/** The form of something typed: Enter saves, and where another window holds it, one tap brings it here. */
export function TypedForm<T>({ typed: { draft }, onSend, children }: { typed: { draft: Draft<T> }; onSend: () => void; children: ComponentChildren }) {
  if (draft.mine.value) return <Form onSend={onSend}>{children}</Form>;
  return (
    <Notice tone="blue" live>
      <span>{t('app.elsewhere')}</span>
      <Button look="soft" onPress={() => void draft.take()}>
        {t('app.continue_here')}
      </Button>
    </Notice>
  );
}
