/** Horizontal bars with their names and figures in words beside them; only the bars themselves are drawn. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../lib/format';
import { t } from '../lib/words';

export interface NamedBar {
  key: string;
  name: string;
  workers: number;
}

export function Bars({ bars, label }: { bars: NamedBar[]; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [missing, miss] = useState(false);
  const values = bars.map((bar) => bar.workers);
  useEffect(() => {
    let erase = () => undefined as void;
    let gone = false;
    import('./plot').then(
      ({ draw }) => void (gone || !place.current || (erase = draw(place.current, values))), // the page may have moved on
      () => miss(true),
    );
    return () => ((gone = true), erase());
  }, [values.join()]);
  if (missing) return <p role="status">{t('overview.chart_missing')}</p>;
  return (
    <div class="bars" role="img" aria-label={label}>
      <ul>
        {bars.map((bar) => (
          <li key={bar.key}>
            <span>{bar.name}</span>
          </li>
        ))}
      </ul>
      <div class="plot" ref={place} />
      <ul>
        {bars.map((bar) => (
          <li key={bar.key}>
            <b class="num">{count(bar.workers)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
