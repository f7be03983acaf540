/** What a comparison rests on: floors with their source and date, and the articles of the rule. */
import { t } from '../../lib/i18n';
import type { Legal } from '../../lib/records';
import type { Floors } from './ready';
import { floorsUsed, floorWords, tierName } from './words';

export function Backing({ checks, floors, countries, title }: { checks: Legal[]; floors: Floors; countries: string[]; title: string }) {
  const used = floorsUsed(checks);
  const articles = [...new Set(countries)].flatMap((country) => articlesOf(floors, country));
  if (!used.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="backing">
        {used.map((floor) => {
          const { amount, since, source, url, sharp } = floorWords(floor, floors);
          return (
            <li key={floor.id + floor.unit}>
              <span class="num">
                {tierName(floor.tier)} · {amount}
              </span>
              <br />
              <small>
                {t('how.since', { day: since })}
                {!sharp && ` · ${t('how.one_sided')}`}
                <br />
                {t('app.source')}: {url ? <a href={url} rel="noreferrer noopener">{source}</a> : source || t('how.no_source')}
              </small>
            </li>
          );
        })}
      </ul>
      {articles.length > 0 && (
        <p class="small">
          {t('how.articles')} {articles.join('；')}
        </p>
      )}
    </>
  );
}

function articlesOf(floors: Floors, country: string): string[] {
  const articles = floors.rules[country]?.articles;
  return Array.isArray(articles) ? articles.map(String) : [];
}
