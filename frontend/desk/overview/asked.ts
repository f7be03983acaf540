/** Asks for releases. They never change, so one that came is not fetched twice. */
import { useEffect, useState } from 'preact/hooks';
import { get, Refused } from '../lib/api';
import type { Places } from './names';
import { before, type ReleaseLine, type ReleaseOut } from './release';
import type { Earlier } from './said';

/** `unknown`: no release has this id. */
type Found = { state: 'none' } | { state: 'unknown' } | { state: 'there'; out: ReleaseOut; earlier: Earlier };

/** `all`: what there is to pick from, as far as that is known; it stays while another is on its way. */
export type Asked = { all: ReleaseLine[] } & (Found | { state: 'coming' } | { state: 'failed'; code: string });

const come = new Map<string, ReleaseOut>();

async function release(id: string): Promise<ReleaseOut> {
  const out = come.get(id) ?? (await get<ReleaseOut>(`/v1/releases/${encodeURIComponent(id)}`));
  come.set(id, out);
  return out;
}

async function find(all: ReleaseLine[], id: string | undefined): Promise<Found> {
  const wanted = id ?? all[0]?.id;
  if (!wanted) return { state: 'none' };
  if (!all.some((line) => line.id === wanted)) return { state: 'unknown' };
  const out = await release(wanted);
  const previous = out.release.state === 'published' ? before(all, wanted) : undefined;
  const earlier = previous ? await release(previous.id).then((found) => found.release, () => 'missing' as const) : null;
  return { state: 'there', out, earlier };
}

/** Ask for the release of an id, or the newest; and a way to ask once more. */
export function useRelease(id: string | undefined): [Asked, () => void] {
  const [asked, set] = useState<Asked>({ state: 'coming', all: [] });
  const [round, again] = useState(0);
  useEffect(() => {
    let current = true;
    let all = asked.all;
    const say = (found: Found | { state: 'coming' } | { state: 'failed'; code: string }) => void (current && set({ ...found, all }));
    const ask = async () => {
      all = await get<ReleaseLine[]>('/v1/releases');
      return find(all, id);
    };
    say({ state: 'coming' });
    ask().then(say, (problem: unknown) => say({ state: 'failed', code: problem instanceof Refused ? problem.code : 'fault' }));
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
