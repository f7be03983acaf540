/** Six digits for what a session alone may not do: their field, and sending something with them. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../ui/form';
import { t } from '../lib/words';
import { refusal } from '../signin/refusal';
import { codeOf } from './asked';
import { digitsOf } from './endpoint';

interface Typed {
  typed: string;
  onType: (typed: string) => void;
  wrong: Wrong | undefined;
}

/** What is wrong with the digits; its words are those of the language in which it is drawn. */
type Wrong = 'six' | { problem: unknown };

interface Code {
  field: Typed;
  busy: boolean;
  /** Ask for something with the digits. What is wrong with them is said at their field; anything else rejects. */
  give: (asking: (digits: string) => Promise<unknown>, refused: (problem: unknown) => void) => void;
}

const OF_CODE = ['wrong-code', 'slow-down'];

export function useCode(): Code {
  const [typed, onType] = useState('');
  const [wrong, say] = useState<Wrong>();
  const [busy, work] = useState(false);
  const give: Code['give'] = (asking, refused) => {
    const digits = digitsOf(typed);
    if (busy) return;
    say(undefined);
    if (digits.length !== 6) return say('six');
    work(true);
    asking(digits)
      .catch((problem: unknown) => (OF_CODE.includes(codeOf(problem)) ? say({ problem }) : refused(problem)))
      .finally(() => work(false));
  };
  return { field: { typed, onType, wrong }, busy, give };
}

/** The field takes the focus when its digits will not do, with all of them marked: the next ones take their place. */
export function CodeField({ typed, onType, wrong }: Typed) {
  const box = useRef<HTMLDivElement>(null);
  const said = wrong && (wrong === 'six' ? t('door.six') : refusal(wrong.problem));
  useLayoutEffect(() => {
    const input = wrong ? box.current?.querySelector('input') : undefined;
    input?.focus();
    input?.select();
  }, [wrong]);
  return (
    <div class="code" ref={box}>
      <Field label={t('partners.code')} hint={t('partners.code_hint')} wrong={said} value={typed} onInput={onType} inputMode="numeric" autoComplete="one-time-code" maxLength={12} name="code" />
      <p class="unseen" role="alert">
        {said}
      </p>
    </div>
  );
}
