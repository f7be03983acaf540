/** Screens that are not needed at first: fetched with their words, and a way on when there is no network yet. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { load, t, type Part } from '../../lib/i18n';
import { Again } from '../../ui/again';

type Module = { default: ComponentType };

const ready = new Map<() => Promise<Module>, ComponentType>();

export function Lazy({ from, words }: { from: () => Promise<Module>; words: Part }) {
  const [, redraw] = useState(0);
  const [failed, fail] = useState(false);
  const Screen = ready.get(from);
  useEffect(() => {
    if (Screen || failed) return;
    Promise.all([from(), load(words)]).then(
      ([module]) => {
        ready.set(from, module.default);
        redraw((n) => n + 1);
      },
      () => fail(true),
    );
  }, [from, failed]);
  if (Screen) return <Screen />;
  if (!failed) return <p class="quiet">{t('app.loading')}…</p>;
  return <Again words={t('app.part_missing')} onAgain={() => fail(false)} />;
}
