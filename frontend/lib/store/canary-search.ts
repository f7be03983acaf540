/** Looking for the marks that a cleared store left behind. */
import { MARK, MARK_PATH, readMark, type Mark } from './canary';
import type { Platform } from './platform';
import type { Pocket } from './pocket';

/** Read every mark that is left and return the highest. */
export async function highestMark(on: Platform, pocket: Pocket): Promise<Mark | undefined> {
  const lines = [pocket.read(MARK), await fromCache(on)];
  return lines.map(readMark).reduce((one, two) => ((two?.seq ?? -1) > (one?.seq ?? -1) ? two : one));
}

function fromCache({ caches }: Platform): Promise<string | undefined> {
  const limit = new Promise<undefined>((resolve) => setTimeout(resolve, 500));
  const found = caches?.match(MARK_PATH, { cacheName: MARK }).then((answer) => answer?.text());
  return Promise.race([found?.catch(() => undefined), limit]);
}
