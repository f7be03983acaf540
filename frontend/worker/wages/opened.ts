/** What a form was opened with, as its address says: a row to change, or the job and day that a new one is for. */
import { place } from '../../lib/route';
import type { Row } from '../../lib/records';
import type { Book } from '../../lib/jobs';

export interface Opened<R> {
  row: R | undefined;
  engagement: Row<'engagement'> | undefined;
  day: string | undefined; // first day of the pay period
  gone: boolean; // the row is not here any more
}

/** Read `<form>/<row id>` or `<form>/new/<engagement id>/<day>`. */
export function opened<R extends { id: string; body: { engagement_id: string } }>(all: R[], book: Book): Opened<R> {
  const [, id, job, day] = place.value.rest;
  const row = all.find((each) => each.id === id);
  const wanted = row?.body.engagement_id ?? job;
  const engagement = book.engagement.find((each) => each.id === wanted) ?? newest(book);
  return { row, engagement, day, gone: Boolean(id && id !== 'new' && !row) };
}

/** The job that was written for last: the likeliest to be paid now. */
function newest(book: Book): Row<'engagement'> | undefined {
  const last = book.time_entry[0]?.body.engagement_id;
  return book.engagement.find((row) => row.id === last) ?? book.engagement[0];
}
