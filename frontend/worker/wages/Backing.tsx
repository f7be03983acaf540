/** What a comparison rests on: floors with their source and date, and the articles of the rule. */
import { t } from '../../lib/i18n';
import type { Legal, Terms } from '../../lib/records';
import type { Source } from '../../lib/reference';
import type { Floors } from './ready';
import { floorsUsed, floorWords } from './words';

interface Props {
  checks: Legal[];
  floors: Floors;
  places: Terms['place'][];
  title: string;
}

export function Backing({ checks, floors, places, title }: Props) {
  const used = floorsUsed(checks).map((floor) => floorWords(floor, floors));
  const sources = [...new Set(used.map(({ source }) => source))];
  const articles = [...new Set(places.map(({ country }) => country))].flatMap((country) => floors.rules[country]?.articles ?? []);
  if (!used.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="backing">
        {used.map(({ where, amount, since, sharp }) => (
          <li key={where + amount}>
            <span class="num">
              {where} · <b>{amount}</b>
            </span>
            <br />
            <small>
              {t('how.since', { day: since })}
              {!sharp && ` · ${t('how.one_sided')}`}
            </small>
          </li>
        ))}
      </ul>
      <h3>{t('app.source')}</h3>
      {sources.map((source, at) => (
        <Read key={at} source={source} />
      ))}
      <p class="small">{t('how.checked', { day: floors.checked_on })}</p>
      {articles.length > 0 && (
        <p class="small">
          {t('how.articles')} {articles.join(t('pay.comma'))}
        </p>
      )}
    </>
  );
}

/** Where a figure was read; a link only where there is a page. */
function Read({ source }: { source: Source | undefined }) {
  const words = [source?.publisher, source?.title, source?.date].filter(Boolean).join(' · ');
  if (!source?.url.startsWith('http')) return <p class="small">{words || t('how.no_source')}</p>;
  return (
    <p class="small">
      <a href={source.url} target="_blank" rel="noreferrer noopener">
        {words}
      </a>
    </p>
  );
}
