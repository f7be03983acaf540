/** What was just done, said in one place that a screen reader hears, with a way back. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t, type Key } from '../../lib/i18n';
import { place } from '../../lib/route';
import { Button } from '../../ui/form';

interface Saying {
  text: string;
  tone: '' | 'red';
  undo?: (() => void) | undefined;
  at: number; // ms since the page began
}

const SAME_STEP = 1000; // ms: a word is often said just before its screen is left

const saying = signal<Saying | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Say that something was done; `undo` takes it back. Stays 8 seconds, and a problem until the next word. */
export function said(text: string, undo?: () => void): void {
  show({ text, tone: '', undo, at: performance.now() });
  timer = setTimeout(() => (saying.value = undefined), 8000);
}

/** Say what went wrong and what is still there; never a code, never silence. */
export function complain(problem: unknown): void {
  const code = (problem as { code?: string }).code ?? 'unavailable';
  const known = ['full', 'unavailable', 'stale', 'newer'].includes(code) ? code : 'unavailable';
  show({ text: t(`store.${known}` as Key), tone: 'red', at: performance.now() });
}

function show(next: Saying): void {
  clearTimeout(timer);
  saying.value = next;
}

export function Said() {
  const now = saying.value;
  useEffect(() => {
    if (now && !now.undo && !now.tone && performance.now() - now.at > SAME_STEP) saying.value = undefined; // it would lie over the next screen's question
  }, [place.value]);
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
