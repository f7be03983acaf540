/** What every screen of pay waits for: all rows read, and the floors and rules that sums are worked out with. */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import type { Book } from '../../lib/jobs';
import { loadReference } from '../../lib/reference';
import { comeBack, rows, state } from '../../lib/store';
import { Again } from '../../ui/again';

/** What sums are worked out with, and the names of places, which a screen can do without. */
export type Floors = Awaited<ReturnType<typeof loadFloors>>;

async function loadFloors() {
  const [floors, places] = await Promise.all([loadReference('floors'), loadReference('places').catch(() => null)]);
  return { ...floors, countries: places?.countries ?? [] };
}

interface Props {
  form?: boolean; // a form may be used while the browser's store does not answer; a sum may not be shown
  children: (floors: Floors) => ComponentChildren;
}

export function Ready({ form, children }: Props) {
  const [floors, found] = useState<Floors | undefined>();
  const [failed, fail] = useState(false);
  useEffect(() => {
    if (!floors && !failed) loadFloors().then(found, () => fail(true));
  }, [failed]);
  const { loaded, phase } = state.value;
  const away = !loaded && (phase === 'fallback' || phase === 'nowhere');
  if (floors && (loaded || (form && away && rows('engagement').value.length > 0))) return <>{children(floors)}</>;
  if (away) return <Again words={t('pay.away')} onAgain={() => void comeBack()} />; // what was written is safe, but cannot be added up now
  if (!failed) return <p class="quiet">{t('app.loading')}…</p>;
  return <Again words={t('pay.no_floors')} onAgain={() => fail(false)} />;
}

/** The live rows that sums are worked out from; the same object until one of them changes. */
export function useBook(): Book {
  const kept: Book = {
    employer: rows('employer').value,
    engagement: rows('engagement').value,
    time_entry: rows('time_entry').value,
    batch: rows('batch').value,
    payment: rows('payment').value,
    deduction: rows('deduction').value,
    cost: rows('cost').value,
    period_mark: rows('period_mark').value,
  };
  return useMemo(() => kept, Object.values(kept));
}

export const digitsOf = (floors: Floors, currency: string): number => floors.digits[currency] ?? 2;
