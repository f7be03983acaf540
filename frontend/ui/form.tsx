/** Native controls with a label, a hint and a plain word when something does not fit. */
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

export type Press = () => void;
type Look = '' | 'soft' | 'quiet' | 'plain' | 'white' | 'glass' | 'danger';

export function Button({ look = '', onPress, children, disabled, submit }: { look?: Look; onPress?: Press; children: ComponentChildren; disabled?: boolean; submit?: boolean }) {
  return (
    <button type={submit ? 'submit' : 'button'} class={`btn ${look}`} onClick={onPress} disabled={disabled ?? false}>
      {children}
    </button>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  wrong?: string | undefined;
  type?: 'text' | 'date' | 'password' | 'time';
  inputMode?: 'decimal' | 'numeric' | 'text';
  max?: string;
  min?: string;
  maxLength?: number;
  autoComplete?: string;
  autoCapitalize?: 'none';
  readOnly?: boolean;
  name?: string;
}

export function Field({ label, hint, wrong, onInput, type = 'text', autoComplete = 'off', ...rest }: FieldProps) {
  const id = useId();
  const props = { ...rest, type, autoComplete } as InputHTMLAttributes; // Preact's own union of input types is stricter than inputs
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <input {...props} id={id} aria-invalid={wrong ? 'true' : undefined} aria-describedby={`${id}-hint`} onInput={(e) => onInput(e.currentTarget.value)} />
    </Labelled>
  );
}

/** A label, its control, and under it the hint or what does not fit: named and described apart. */
function Labelled({ id, label, hint, wrong, children }: { id: string; label: string; hint?: string | undefined; wrong?: string | undefined; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {(wrong || hint) && (
        <small id={`${id}-hint`} class={wrong ? 'wrong' : ''}>
          {wrong ?? hint}
        </small>
      )}
    </div>
  );
}

export function Area({ label, value, onInput, hint, maxLength }: { label: string; value: string; onInput: (value: string) => void; hint?: string; maxLength?: number }) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint}>
      <textarea id={id} autoComplete="off" value={value} maxLength={maxLength} aria-describedby={`${id}-hint`} onInput={(e) => onInput(e.currentTarget.value)} />
    </Labelled>
  );
}

export interface Option {
  value: string;
  label: ComponentChildren;
}

/** A handful of answers, all visible: radio buttons as large as a thumb. */
export function Choice({ label, options, value, onPick }: { label: string; options: Option[]; value: string | undefined; onPick: (value: string) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend>{label}</legend>
      <div class="grid">
        {options.map((option) => (
          <label class="pick" key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onPick(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A longer list of answers, by the phone's own picker. */
export function Select({ label, options, value, onPick, hint }: { label: string; options: { value: string; label: string }[]; value: string; onPick: (value: string) => void; hint?: string }) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint}>
      <select id={id} value={value} aria-describedby={`${id}-hint`} onChange={(e) => onPick(e.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function Tick({ label, checked, onTick }: { label: string; checked: boolean; onTick: (checked: boolean) => void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(e) => onTick(e.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** A number by two large buttons; what it counts is said between them. */
export function Stepper({ label, value, shown, step, min, max, onStep }: { label: string; value: number; shown: string; step: number; min: number; max: number; onStep: (value: number) => void }) {
  const to = (next: number) => onStep(Math.min(max, Math.max(min, next)));
  return (
    <fieldset>
      <legend>{label}</legend>
      <div class="step">
        <button type="button" aria-label={`${label} −`} onClick={() => to(value - step)}>
          −
        </button>
        <output class="num" aria-live="polite">
          {shown}
        </output>
        <button type="button" aria-label={`${label} +`} onClick={() => to(value + step)}>
          +
        </button>
      </div>
    </fieldset>
  );
}

/** A form that Enter sends and that never reloads the page; what does not fit takes the focus, and is so read out. */
export function Form({ onSend, children }: { onSend: Press; children: ComponentChildren }) {
  const send = (e: Event) => {
    e.preventDefault();
    const form = e.currentTarget as HTMLFormElement;
    onSend();
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()); // once it is drawn
  };
  return (
    <form onSubmit={send} class="form" noValidate>
      {children}
    </form>
  );
}
