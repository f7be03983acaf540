/** The way back from the reserve into the box. */
import { commitWhatFits, sealItem, type Written } from './commit';
import type { Database } from './database';
import type { Item, Pocket } from './pocket';
import { dropItems, keptItems } from './reserve';
import type { Vault } from './vault';

interface Moved {
  written?: Written;
  kept: Item[]; // still in reserve: the stored row has changed since, so the worker decides
  lost: number; // sealed to a key that is gone
}

/** Take what was kept in reserve into the box in one transaction, each change once, whatever happens in between. */
export async function moveIn(pocket: Pocket, box: Database, vault: Vault, secret: string): Promise<Moved> {
  const { items, lost } = await keptItems(pocket, secret);
  if (!items.length) return { kept: [], lost };
  const sealed = await Promise.all(items.map((item) => sealItem(vault, item)));
  const written = await commitWhatFits(box, sealed, vault.workerId);
  // a removal yields to an edit, and the profile is not worth a question
  const apart = new Set(written.stale.filter(({ verb, kind }) => verb === 'put' && kind !== 'profile'));
  const kept = items.filter((_, at) => apart.has(sealed[at]!));
  dropItems(
    pocket,
    items.filter((item) => !kept.includes(item)),
  );
  return { written, kept, lost };
}
