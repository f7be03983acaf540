import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import texts from '../../texts/wages.json';
import core from '../../texts/worklog.json';

const sums = readFileSync(new URL('../../../docs/sums.md', import.meta.url), 'utf8');
const codes = (text: string): string[] => [...new Set([...text.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code!))];
const keys = Object.keys({ ...texts, ...core });

describe('the words of pay', () => {
  it('has a word for every reason of the legal check that docs/sums.md names', () => {
    const check = sums.slice(sums.indexOf('## Legal check'), sums.indexOf('## Reference'));
    const reasons = codes(check).filter((code) => /_unknown$|_floor$|^(tier_not_stated|waiting_not_asked|training_not_said|not_closed|no_time|other_currency|stale_rule|no_conversion)$/.test(code));

    expect(reasons.length).toBeGreaterThanOrEqual(16);
    expect(reasons.filter((code) => !keys.includes(`legal.reason.${code}`))).toEqual([]);
  });

  it('has a word for every reason why minutes count or not', () => {
    const table = sums.slice(sums.indexOf('## Which minutes count'), sums.indexOf('`minutes` lists one row'));
    const reasons = table.split('\n').flatMap((line) => codes(line.split('|')[4] ?? ''));

    expect(reasons.filter((code) => code !== 'why').length).toBeGreaterThanOrEqual(11);
    expect(reasons.filter((code) => code !== 'why' && !keys.includes(`minutes.why.${code}`))).toEqual([]);
  });

  it('never says "below the legal minimum" anywhere but in the legal check', () => {
    const said = Object.entries(texts).filter(([, text]) => /低于法定|legal minimum/i.test(`${text['zh-CN']} ${JSON.stringify(text.en)}`));

    expect(said.map(([key]) => key).filter((key) => !key.startsWith('legal.'))).toEqual([]);
  });
});
