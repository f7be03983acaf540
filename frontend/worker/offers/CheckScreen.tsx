/** Check an advert for the signs of a scam. The text is read here, on the phone, and goes nowhere. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { check } from '../../lib/check';
import { t } from '../../lib/i18n';
import { go, place } from '../../lib/route';
import { takeShared } from '../../lib/update';
import { Notice, Sum } from '../../ui/basics';
import { TypedForm, useTyped, type Typed } from '../../ui/draft';
import { Button } from '../../ui/form';
import { said } from '../app/said';
import { Coming, useReference } from '../../ui/reference';
import { Found, Headline, Questions } from './Found';
import { Lookup } from './Lookup';

const MOST = 4000;

interface Advert {
  text: string;
  state: 'new' | 'checked' | 'changed'; // changed: after a check, whose verdict no longer holds
}

const NONE: Advert = { text: '', state: 'new' };

export default function CheckScreen() {
  const typed = useTyped<Advert>('advert', NONE);
  const [files, again] = useReference(['check', 'signs'], 'peers');
  const hint = useShared(typed);
  const [empty, setEmpty] = useState(false);
  const [presses, press] = useState(0);
  const region = useRef<HTMLDivElement>(null);
  const { text, state } = typed.value;
  const asked = state === 'checked';
  const known = files === 'missing' ? null : files;
  const rules = known?.check;
  const verdict = useMemo(() => (asked && rules ? check(text, rules) : undefined), [asked && text, rules]);
  const shown = Boolean(verdict);
  useEffect(() => {
    if (!presses || !shown) return; // a verdict that was here already does not pull the page about
    region.current?.scrollIntoView({ block: 'start' });
    region.current?.focus({ preventScroll: true });
  }, [presses, shown]);

  const write = (next: string) => {
    setEmpty(false);
    typed.set({ text: next.slice(0, MOST), state: state === 'new' || !next ? 'new' : 'changed' });
  };
  const look = () => {
    setEmpty(!text.trim());
    if (!text.trim()) return;
    (document.activeElement as HTMLElement | null)?.blur(); // the keyboard would cover the verdict
    typed.set({ state: 'checked' });
    press(presses + 1);
  };
  const clear = () => {
    const before = typed.value;
    void typed.draft.clear();
    scrollTo(0, 0);
    said(t('check.cleared'), () => typed.set(before));
  };

  return (
    <>
      <TypedForm typed={typed} onSend={look}>
        <label class={`field ${asked ? '' : 'advert'}`}>
          <span>{t('check.text')}</span>
          <textarea autoComplete="off" maxLength={MOST} value={text} onInput={(e) => write(e.currentTarget.value)} />
          <small>{t(text.length >= MOST ? 'check.full' : 'check.stays')}</small>
        </label>
        {(empty || (hint && !text)) && (
          <Notice tone="blue" live>
            {t(empty ? 'check.empty' : 'check.nothing_shared')}
          </Notice>
        )}
        <section ref={region} tabIndex={-1} class={verdict ? `card verdicts verdict-${verdict.level}` : 'verdicts'}>
          <div role="status">
            {verdict && <Headline verdict={verdict} />}
            {state === 'changed' && <p class="quiet">{t('check.changed')}</p>}
          </div>
          {verdict && known && <Found text={text} verdict={verdict} rules={known.check} signs={known.signs} />}
          {asked && !known && <Coming missing={files === 'missing'} again={again} />}
          {asked && files === 'missing' && <p>{t('check.no_rules')}</p>}
        </section>
        {verdict && verdict.level !== 'stop' && <Questions />}
        {verdict && <small>{t('check.stayed')}</small>}
        {!asked && <Button submit>{t('check.go')}</Button>}
        <div class="two">
          {text && (
            <Button look={asked ? 'soft' : 'quiet'} onPress={clear}>
              {t(asked ? 'check.next' : 'check.clear')}
            </Button>
          )}
          <Button look="quiet" onPress={() => go('check/paid')}>
            {t('check.paid')}
          </Button>
        </div>
      </TypedForm>
      <Sum label={t('check.directory')}>
        <Lookup />
      </Sum>
    </>
  );
}

/** Put what was shared to the app into the form, once; tells whether it was asked for and nothing came. */
function useShared({ draft }: Typed<Advert>): boolean {
  const [nothing, say] = useState(false);
  const wanted = place.value.rest[0] === 'shared';
  useEffect(() => {
    if (!wanted) return;
    const fill = async () => {
      const shared = await takeShared();
      const before = draft.mine.value ? await draft.restore() : await draft.take(); // sharing brings the form to this window
      if (shared) {
        draft.set({ text: shared.slice(0, MOST), state: 'new' });
        if (before?.text) said(t('check.replaced'), () => draft.set(before));
      }
      say(!shared);
      go('check'); // so that a reload does not ask again
    };
    void fill();
  }, [wanted]);
  return nothing;
}
