/** What would be sent before anything is: counts, and one example of each kind in the form in which it would travel. */
import type { Row } from '../records';
import type { Store } from '../store/store';
import { isConsent, isWireKind, PUBLIC, split, type Fields, type WireKind } from './wire';

export interface Preview {
  kind: Exclude<WireKind, 'consent' | 'withdrawal'>;
  n: number;
  example: { body: Fields; sealed: Fields }; // what the server could read, and what only the owner can
}

/** Show what a copy would hold, the newest row of each kind as its example. */
export async function previewOf(store: Store): Promise<Preview[]> {
  await store.loaded();
  const kinds = (Object.keys(PUBLIC) as WireKind[]).filter((kind): kind is Preview['kind'] => isWireKind(kind) && !isConsent(kind));
  return kinds.flatMap((kind) => {
    const rows = store.rows(kind).value as Row[];
    if (!rows[0]) return [];
    const { open, secret } = split(kind, rows[0].body as unknown as Fields);
    return [{ kind, n: rows.length, example: { body: open, sealed: secret } }];
  });
}
