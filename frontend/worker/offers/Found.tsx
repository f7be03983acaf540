/** What a check found, in words: the verdict, each reason with what to do, and what to ask the recruiter. */
import type { Verdict } from '../../lib/check';
import { t, type Key } from '../../lib/i18n';
import type { CheckRules, Level, Signs } from '../../lib/reference';
import { Card } from '../../ui/basics';
import { Button } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { complain, said } from '../app/said';
import { Say } from '../../ui/reference';

const TITLES: Record<Level, Key> = { stop: 'check.stop', danger: 'check.danger', caution: 'check.caution', info: 'check.info' };
const NEXT: Record<Level, Key> = { stop: 'check.stop_next', danger: 'check.danger_next', caution: 'check.caution_next', info: 'check.info_next' };
const QUESTIONS: Key[] = ['check.ask_firm', 'check.ask_fee', 'check.ask_rate', 'check.ask_rule', 'check.ask_day', 'check.ask_trial', 'check.ask_id'];

export interface Reason {
  id: string;
  quote: string;
  advised: boolean; // a heavier reason has said the same advice already
}

/** The reasons, heaviest first, each with the words of the advert it was found in. */
export function reasons(text: string, verdict: Verdict, rules: CheckRules, signs: Signs): Reason[] {
  const weight = (id: string) => {
    const pattern = rules.patterns.find((one) => one.id === id);
    return pattern ? pattern.weight + (pattern.stop ? 100 : 0) : 0;
  };
  const said = new Set<string>();
  return [...verdict.hits]
    .sort((a, b) => weight(b.id) - weight(a.id))
    .map(({ id, at }) => {
      const advice = signs.signs[id]?.advice ?? '';
      const advised = said.has(advice);
      said.add(advice);
      return { id, quote: quote(text, at), advised };
    });
}

/** The advert's own words from where a sign begins, as far as one glance takes them in. */
export function quote(text: string, at: number): string {
  const points = [...text].slice(at); // places are counted in code points
  const first = points.join('').split(/[\n。！？!?]|\.\s/)[0]!.trim();
  const wide = /[\u2e80-\uffef]/.test(first);
  const shown = [...first].slice(0, wide ? 20 : 44).join('');
  if (shown.length === first.length) return first;
  return `${wide ? shown : shown.replace(/\s+\S*$/, '')}…`; // no word is cut in two
}

export function Found({ text, verdict, rules, signs }: { text: string; verdict: Verdict; rules: CheckRules; signs: Signs }) {
  const found = reasons(text, verdict, rules, signs);
  return (
    <>
      <p>{t(NEXT[verdict.level])}</p>
      {found.length > 0 && (
        <ul class="list">
          {found.map((reason) => (
            <Why key={reason.id} reason={reason} signs={signs} />
          ))}
        </ul>
      )}
      <small>{t('check.dated', { day: signs.checked_on })}</small>
    </>
  );
}

/** The one line that is read aloud: the verdict, and how many reasons there are. */
export function Headline({ verdict }: { verdict: Verdict }) {
  const { level, hits } = verdict;
  return (
    <div class="head">
      <h2>
        {level !== 'info' && <Icon name="warn" />}
        {t(level === 'info' && hits.length ? 'check.little' : TITLES[level])}
      </h2>
      {hits.length > 0 && <span>{t('check.reasons', { n: hits.length })}</span>}
    </div>
  );
}

function Why({ reason, signs }: { reason: Reason; signs: Signs }) {
  const sign = signs.signs[reason.id];
  if (!sign) return null; // the two files are of different days: the verdict still counts it
  const advice = signs.advice[sign.advice];
  return (
    <li class="help">
      <h3>
        <Say words={sign.name} mark />
      </h3>
      {reason.quote && <p class="small">{t('check.quote', { words: reason.quote })}</p>}
      <p>
        <Say words={sign.why} mark />
      </p>
      {advice && !reason.advised && (
        <p>
          <b>{t('check.advice')}</b> <Say words={advice} mark />
        </p>
      )}
      {sign.articles.length > 0 && (
        <small>
          {t('check.law')} <span lang="zh">{sign.articles.join('、')}</span>
        </small>
      )}
    </li>
  );
}

/** What to ask before saying yes; ready to be sent to the recruiter as it stands. */
export function Questions() {
  const all = QUESTIONS.map((key) => t(key));
  const copy = () => navigator.clipboard.writeText(all.join('\n')).then(() => said(t('check.copied')), complain);
  return (
    <Card title={t('check.ask')}>
      <ul class="asks">
        {all.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      {'clipboard' in navigator && (
        <Button look="quiet" onPress={() => void copy()}>
          {t('check.copy')}
        </Button>
      )}
    </Card>
  );
}
