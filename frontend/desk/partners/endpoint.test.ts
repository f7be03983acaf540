import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speakHere } from '../overview/an-example';
import { t } from '../lib/words';
import { delegates, digitsOf, kindOf, outcomeOf, refusalOf } from './endpoint';

beforeEach(() => speakHere('en'));
afterEach(() => vi.unstubAllGlobals());

describe('how a try ended', () => {
  it.each([
    ['204', 'accepted (204)'],
    ['302', 'pointed elsewhere (302), which is not followed'],
    ['410', 'said that it is gone (410)'],
    ['500', 'answered 500'],
    ['refused_address', 'the name was not found or is not public; no connection was made'],
    ['something_new', 'answered something_new'],
  ])('%s: %s', (outcome, said) => expect(outcomeOf(outcome)).toBe(said));

  /** The words of docs/webhooks.md, "What the sender refuses". */
  it.each(['refused_address', 'no_connection', 'bad_certificate', 'timeout', 'too_large', 'bad_answer'])('%s has words in both languages', (outcome) => {
    expect(outcomeOf(outcome)).not.toContain(outcome);
    speakHere('zh-CN');
    expect(outcomeOf(outcome)).toMatch(/[\u4e00-\u9fff]/);
  });
});

it('every kind of event has words', () => {
  expect(kindOf('release.published')).toBe('a release was published');
  expect(kindOf('endpoint.test')).toBe('a test');
  expect(kindOf('case.shared')).toBe('case.shared');
});

it('each refusal of an address has words of its own, and any other says that it did not work', () => {
  const said = ['endpoint-not-allowed', 'endpoint-exists', 'invalid', 'unreachable', 'unexpected'].map((code) => t(refusalOf(code)));
  expect(new Set(said).size).toBe(5);
  expect(said[4]).toBe('That did not work. It is not your doing.');
});

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['１２３４５６', '123456'],
  ['12345', '12345'],
  ['words', ''],
])('of %s as a code the digits count: %s', (typed, digits) => expect(digitsOf(typed)).toBe(digits));

describe('who looks after an endpoint', () => {
  const of = (role: string, organization_id: string | null) => delegates([{ role, organization_id }]);

  it('is an organizer or a partner of an organization, and nobody else', () => {
    expect(of('organizer', 'o')).toBe(true);
    expect(of('partner', 'o')).toBe(true);
    expect(of('organizer', null)).toBe(false);
    expect(of('auditor', null)).toBe(false);
    expect(of('moderator', 'o')).toBe(false);
    expect(delegates([])).toBe(false);
  });
});
