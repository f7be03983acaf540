/** The tiles and the box about the method, in words: nothing in them that is not in releases. */
import { change, count, longDay } from '../lib/format';
import { language, t } from '../lib/words';
import { daysOf } from './calendar';
import { columnName } from './names';
import { mostFrequent, quarterUnpaid, tableOf, type ReleaseDocument } from './release';

export interface Tile {
  label: string;
  value: string;
  under: string;
  word?: boolean; // the value is no figure
}

/** What the release before is, null where there is none, 'missing' where it could not be fetched. */
export type Earlier = ReleaseDocument | null | 'missing';

export const tilesOf = (release: ReleaseDocument, earlier: Earlier): Tile[] => [counted(release), most(release), quarter(release), changed(release, earlier)];

const counted = ({ workers }: ReleaseDocument): Tile => ({ label: t('overview.workers'), value: count(workers), under: t('overview.workers_under') });

function most(release: ReleaseDocument): Tile {
  const table = tableOf(release, 'employer_issue');
  const found = mostFrequent(table);
  const label = t('overview.most');
  if (!table || !found) return { label, value: t('overview.hidden'), under: t('overview.most_hidden'), word: true };
  const names = found.issues.map((issue) => columnName(table, issue));
  const each = names.length > 1;
  const value = names.length > 2 ? t('overview.most_several') : new Intl.ListFormat(language.value).format(names);
  const key = found.others ? (each ? 'overview.most_shown_each' : 'overview.most_shown') : each ? 'overview.most_each' : 'overview.most_under';
  return { label, value, under: t(key, { workers: count(found.workers) }), word: true };
}

function quarter(release: ReleaseDocument): Tile {
  const workers = quarterUnpaid(tableOf(release, 'region_unpaid'));
  const label = t('overview.quarter');
  if (workers === null) return { label, value: t('overview.hidden'), under: t('overview.quarter_hidden'), word: true };
  return { label, value: count(workers), under: t('overview.quarter_under') };
}

function changed(release: ReleaseDocument, earlier: Earlier): Tile {
  const label = t('overview.change');
  if (earlier === 'missing') return { label, value: t('overview.change_unknown'), under: t('overview.change_unknown_under'), word: true };
  if (!earlier) return { label, value: t('overview.change_first'), under: t('overview.change_first_under'), word: true };
  const under = t('overview.change_under', { id: earlier.id, workers: count(earlier.workers) });
  const by = release.workers - earlier.workers;
  return by ? { label, value: change(by), under } : { label, value: t('overview.change_none'), under, word: true };
}

/** `a1b2 c3d4 …`: a fingerprint as people compare it. */
export const grouped = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';

/** Tell how a release was made, line by line. */
export function factsOf(release: ReleaseDocument, fingerprint: string): [what: string, text: string][] {
  const { id, number, method, k, first_day, last_day, floors } = release;
  return [
    [t('made.counted'), t('made.counted_text', { workers: count(release.workers) })],
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

/** Write how a report refers to a release. */
export function citation({ id, number, method, frozen_on }: ReleaseDocument, fingerprint: string, address: string): string {
  return t('made.cite_text', { id, number, method, frozen: longDay(frozen_on), fingerprint: grouped(fingerprint), address });
}
