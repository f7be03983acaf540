/** The tiles and the box about the method, in words: nothing in them that is not in releases. */
import { change, count, longDay, span } from '../lib/format';
import { language, t } from '../lib/words';
import { daysOf } from './calendar';
import { columnName } from './names';
import { mostFrequent, quarterUnpaid, tableOf, type ReleaseDocument } from './release';

export interface Tile {
  label: string;
  value: string;
  under: string;
  also?: string; // one more line under it
  word?: boolean; // the value is no figure
}

/** What the release before is, null where there is none, 'missing' where it could not be fetched. */
export type Earlier = ReleaseDocument | null | 'missing';

export const tilesOf = (release: ReleaseDocument, earlier: Earlier): Tile[] => [counted(release, earlier), most(release), quarter(release)];

function counted({ workers }: ReleaseDocument, earlier: Earlier): Tile {
  return { label: t('overview.workers'), value: count(workers), under: t('overview.workers_under'), also: changed(workers, earlier) };
}

function changed(workers: number, earlier: Earlier): string {
  if (earlier === 'missing') return t('overview.change_unknown');
  if (!earlier) return t('overview.change_first');
  const by = workers - earlier.workers;
  return by ? t('overview.change', { by: change(by), workers: count(earlier.workers) }) : t('overview.change_none');
}

function most(release: ReleaseDocument): Tile {
  const table = tableOf(release, 'employer_issue');
  const found = mostFrequent(table);
  const label = t('overview.most');
  if (!table || !found) return { label, value: t('overview.hidden'), under: t('overview.most_hidden'), word: true };
  const names = found.issues.map((issue) => columnName(table, issue));
  const each = names.length > 1;
  const value = names.length > 2 ? t('overview.most_several') : new Intl.ListFormat(language.value).format(names);
  const key = found.others ? (each ? 'overview.most_shown_each' : 'overview.most_shown') : each ? 'overview.most_each' : 'overview.most_under';
  return { label, value, under: t(key, { workers: count(found.workers) }), also: t('overview.most_also'), word: true };
}

function quarter(release: ReleaseDocument): Tile {
  const workers = quarterUnpaid(tableOf(release, 'region_unpaid'));
  const label = t('overview.quarter');
  if (workers === null) return { label, value: t('overview.hidden'), under: t('overview.quarter_hidden'), word: true };
  return { label, value: count(workers), under: t('overview.quarter_under', { workers: count(release.workers) }) };
}

/** `a1b2 c3d4 …`: a fingerprint as people compare it. */
export const grouped = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';

/** Tell how a release was made, line by line. */
export function factsOf(release: ReleaseDocument, fingerprint: string, host: string): [what: string, text: string][] {
  const { id, number, method, k, first_day, last_day, floors } = release;
  return [
    [t('made.counted'), t('made.counted_text', { workers: count(release.workers) })],
    [t('made.once'), t('made.once_text')],
    [t('made.host'), host],
    [t('made.window'), t('made.window_text', { first: longDay(first_day), last: longDay(last_day), days: daysOf(first_day, last_day) })],
    [t('made.frozen'), t('made.frozen_text', { day: longDay(release.frozen_on) })],
    [t('made.hidden'), t('made.hidden_text', { k, step: release.rounded_to })],
    [t('made.steps'), t('made.steps_text', { k, left: k - 1 })],
    [t('made.not'), t('made.not_text')],
    [t('made.floors'), floors ? t('made.floors_text', { day: longDay(floors) }) : t('made.floors_none')],
    [t('made.rules'), t('made.rules_text', { method })],
    [t('made.number'), t('made.number_text', { number, id })],
    [t('made.signature'), grouped(fingerprint)],
  ];
}

/** Write how a report refers to a release: what it is, whose, of whom, and what checks it. */
export function citation(release: ReleaseDocument, fingerprint: string, host: string, address: string): string {
  const { id, number, method } = release;
  const days = span(release.first_day, release.last_day);
  const values = { id, number, method, host, days, frozen: longDay(release.frozen_on), workers: count(release.workers) };
  return t('made.cite_text', { ...values, fingerprint: grouped(fingerprint), address });
}

/** Write the command that checks the saved file. */
export const verifying = (id: string, fingerprint: string): string => `gongyou release verify ${fileName(id)} --by ${fingerprint}`;

/** Name the signed file. */
export const fileName = (id: string): string => `gongyou-release-${id}.json`;
