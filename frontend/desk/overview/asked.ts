/** Asks for releases. They never change, so one that came is not fetched twice, and is there without a network. */
import { useEffect, useState } from 'preact/hooks';
import { RELEASES, releasePath, taken } from '../lib/ahead';
import { Refused } from '../lib/api';
import type { Places } from './names';
import { before, type ReleaseLine, type ReleaseOut } from './release';
import type { Earlier } from './said';

export interface There {
  state: 'there';
  out: ReleaseOut;
  earlier: Earlier;
}

/** `unknown`: no release has this id. */
export type Found = { state: 'none' } | { state: 'unknown' } | There;

/** What is shown stays while another is on its way, and when it did not come. */
export interface Asked {
  all: ReleaseLine[]; // what there is to pick from, as far as that is known
  found?: Found | undefined;
  coming: boolean;
  failed?: string | undefined; // the code with which the last asking ended
}

let known: ReleaseLine[] = []; // as the list came last
const come = new Map<string, ReleaseOut>();

async function release(id: string): Promise<ReleaseOut> {
  const out = come.get(id) ?? (await taken<ReleaseOut>(releasePath(id)));
  come.set(id, out);
  return out;
}

const previousOf = (all: ReleaseLine[], { release: { id, state } }: ReleaseOut) => (state === 'published' ? before(all, id) : undefined);

async function find(id: string | undefined): Promise<Found> {
  const all = (known = await taken<ReleaseLine[]>(RELEASES));
  const wanted = id ?? all[0]?.id;
  if (!wanted) return { state: 'none' };
  if (!all.some((line) => line.id === wanted)) return { state: 'unknown' };
  const out = await release(wanted);
  const previous = previousOf(all, out);
  const earlier = previous ? await release(previous.id).then((found) => found.release, () => 'missing' as const) : null;
  return { state: 'there', out, earlier };
}

/** Give the release that is wanted if it came before: nothing has to be asked for it. */
function atHand(id: string | undefined): There | undefined {
  const out = come.get(id ?? known[0]?.id ?? '');
  if (!out) return undefined;
  const previous = previousOf(known, out);
  return { state: 'there', out, earlier: previous ? (come.get(previous.id)?.release ?? 'missing') : null };
}

/** Ask for the release of an id, or the newest; and a way to ask once more. */
export function useRelease(id: string | undefined): [Asked, () => void] {
  const [asked, set] = useState<Asked>(() => ({ all: known, found: atHand(id), coming: true }));
  const [round, again] = useState(0);
  useEffect(() => {
    let current = true;
    const say = (next: (was: Asked) => Asked) => void (current && set(next));
    const here = atHand(id);
    say((was) => ({ all: was.all, found: here ?? was.found, coming: !here }));
    find(id).then(
      (found) => say(() => ({ all: known, found, coming: false })),
      (problem: unknown) => say((was) => ({ ...was, all: known, coming: false, failed: here ? undefined : problem instanceof Refused ? problem.code : 'fault' })),
    );
    return () => void (current = false);
  }, [id, round]);
  return [asked, () => again(round + 1)];
}

/** The names of countries and regions; null until they come, and for good where they cannot. */
export function usePlaces(): Places | null {
  const [places, set] = useState<Places | null>(null);
  useEffect(() => {
    fetch('/reference/places.json')
      .then((answer) => (answer.ok ? (answer.json() as Promise<Places>) : null))
      .then(set, () => undefined); // the codes will do
  }, []);
  return places;
}
