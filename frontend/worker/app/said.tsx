/** What was just done, said in one place that a screen reader hears, with a way back. */
import { signal } from '@preact/signals';
import { t, type Key } from '../../lib/i18n';
import { Button } from '../../ui/form';

interface Saying {
  text: string;
  tone: '' | 'red';
  undo?: (() => void) | undefined;
}

const saying = signal<Saying | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Say that something was done; `undo` takes it back. Stays 8 seconds, and a problem until the next word. */
export function said(text: string, undo?: () => void): void {
  show({ text, tone: '', undo });
  timer = setTimeout(() => (saying.value = undefined), 8000);
}

/** Say what went wrong and what is still there; never a code, never silence. */
export function complain(problem: unknown): void {
  const code = (problem as { code?: string }).code ?? 'unavailable';
  const known = ['full', 'unavailable', 'stale', 'newer'].includes(code) ? code : 'unavailable';
  show({ text: t(`store.${known}` as Key), tone: 'red' });
}

function show(next: Saying): void {
  clearTimeout(timer);
  saying.value = next;
}

export function Said() {
  const now = saying.value;
  const undo = () => {
    saying.value = undefined;
    now?.undo?.();
  };
  return (
    <div class="said" role="status" aria-live="polite">
      {now && (
        <div class={`note ${now.tone}`}>
          <span>{now.text}</span>
          {now.undo && (
            <Button look="plain" onPress={undo}>
              {t('app.undo')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
