/** Three figures on top, each a figure of the release or made of figures of releases. */
import { t } from '../lib/words';
import type { ReleaseDocument } from './release';
import { tilesOf, type Earlier } from './said';

export function Tiles({ release, earlier }: { release: ReleaseDocument; earlier: Earlier }) {
  return (
    <ul class="tiles" aria-label={t('overview.tiles')}>
      {tilesOf(release, earlier).map(({ label, value, under, also, word }) => (
        <li class="card tile" key={label}>
          <span class="quiet">{label}</span>
          <strong class={word ? 'tile-word' : 'tile-figure num'}>{value}</strong>
          <span class="quiet">{under}</span>
          {also && <span class="quiet">{also}</span>}
        </li>
      ))}
    </ul>
  );
}
