/** Until courses come: what the law says, each card with its articles and who has read it. */
import { day } from '../../lib/format';
import { t } from '../../lib/i18n';
import { spoken, type Rights } from '../../lib/reference';
import { rows } from '../../lib/store';
import { Notice, Sum } from '../../ui/basics';
import { Icon } from '../../ui/icon';
import { Coming, Say, useReference } from '../../ui/reference';

export default function LearnScreen() {
  const [files, again] = useReference(['rights'], 'peers');
  const place = rows('profile').value[0]?.body.place?.country ?? 'CN';
  if (!files || files === 'missing') return <Coming missing={files === 'missing'} again={again} />;
  const { rights } = files;
  const elsewhere = place !== rights.country;
  return (
    <>
      <p class="quiet">{t('learn.intro')}</p>
      <Notice tone={elsewhere ? 'amber' : 'blue'}>
        <span>{t(elsewhere ? 'learn.elsewhere' : 'learn.china')}</span>
      </Notice>
      <h2>{t('learn.rights')}</h2>
      {rights.cards.map((card) => (
        <section class="card right" key={card.id}>
          <Sum label={spoken(card.title)}>
            <Right card={card} rights={rights} />
          </Sum>
        </section>
      ))}
      <small>{t('learn.checked', { day: day(rights.checked_on) })}</small>
      <Notice>{t('learn.later')}</Notice>
      <Ask elsewhere={elsewhere} />
    </>
  );
}

/** Legal aid of the country the cards are about; elsewhere the lines of that country. */
function Ask({ elsewhere }: { elsewhere: boolean }) {
  return (
    <a class="btn soft last" href={elsewhere ? '#/peers' : 'tel:12348'}>
      <Icon name="call" />
      {t(elsewhere ? 'learn.ask_there' : 'learn.ask')}
    </a>
  );
}

function Right({ card, rights }: { card: Rights['cards'][number]; rights: Rights }) {
  return (
    <div class="reading">
      <p>
        <Say words={card.text} mark />
      </p>
      <div class="note">
        <strong>{t('learn.do')}</strong>
        <span>
          <Say words={card.do} />
        </span>
      </div>
      {card.articles.length > 0 && (
        <small>
          {t('learn.sources')}
          <br />
          <Articles named={card.articles} rights={rights} />
        </small>
      )}
      <small class="amber">{rights.lawyer ? t('learn.read', { name: rights.lawyer }) : `▲ ${t('learn.unread')}`}</small>
    </div>
  );
}

/** 'LCL 9', 'LCL 84' as "Labour Contract Law (text of 2012-12-28), articles 9, 84". */
function Articles({ named, rights }: { named: string[]; rights: Rights }) {
  const by = new Map<string, string[]>();
  for (const name of named) {
    const [law = '', ...article] = name.split(' ');
    by.set(law, [...(by.get(law) ?? []), article.join(' ')]);
  }
  return (
    <>
      {[...by].map(([law, articles], i) => {
        const statute = rights.statutes[law];
        return (
          <span key={law}>
            {i > 0 && <br />}
            {t('learn.article', { law: statute ? spoken(statute) : law, n: articles.filter(Boolean).join(', ') })}
            {statute && (
              <>
                {' ('}
                <span lang="zh-CN">{statute.by}</span>
                {`, ${statute.version})`}
              </>
            )}
          </span>
        );
      })}
    </>
  );
}
