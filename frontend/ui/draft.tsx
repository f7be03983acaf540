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
}

export function useTyped<T extends object>(name: string, start: T): Typed<T> {
  const [form] = useState(() => draft<T>(name));
  useEffect(() => {
    void form.restore();
    return () => void form.flush();
  }, [form]);
  const value = form.value.value ?? start;
  return { value, set: (change) => form.set({ ...(form.value.value ?? start), ...change }), draft: form };
}

/** The form of something typed: Enter saves, and where another window holds it, one tap brings it here. */
export function TypedForm<T>({ typed, onSend, children }: { typed: { draft: Draft<T> }; onSend: () => void; children: ComponentChildren }) {
  const { draft } = typed;
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
