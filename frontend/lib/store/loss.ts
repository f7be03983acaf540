/** What the browser has cleared: kept until the worker has read it. */
import type { Database } from './database';

export interface Loss {
  on: string; // it happened on or after that day
  unsent: number; // changes that were nowhere else
}

/** Keep a loss, or forget it. */
export const keepLoss = (box: Database, loss?: Loss): Promise<void> =>
  box.write(['meta'], async (t) => {
    const meta = t.objectStore('meta');
    if (loss) meta.put({ key: 'loss', ...loss });
    else meta.delete('loss');
  });
