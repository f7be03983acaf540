/** Asks for an organization's endpoints and what became of its deliveries. */
import { useEffect, useState } from 'preact/hooks';
import { get, Refused } from '../lib/api';

/** `there` with `failed`: it could not be had again, and what was there stays. */
export type Asked<T> = { state: 'coming' } | { state: 'failed'; code: string } | { state: 'there'; found: T; failed?: string };

export const codeOf = (problem: unknown): string => (problem instanceof Refused ? problem.code : 'fault');

/** Ask for a path, if any; what was there stays on the screen while it is asked again, and may be put right meanwhile. */
export function useAsked<T>(path: string | undefined): [Asked<T>, () => void, (found: T) => void] {
  const [asked, set] = useState<Asked<T>>({ state: 'coming' });
  const [round, again] = useState(0);
  useEffect(() => {
    if (!path) return;
    let current = true;
    get<T>(path).then(
      (found) => void (current && set({ state: 'there', found })),
      (problem: unknown) => void (current && set((before) => failed(before, codeOf(problem)))),
    );
    return () => void (current = false);
  }, [path, round]);
  return [asked, () => again((before) => before + 1), (found) => set({ state: 'there', found })];
}

const failed = <T>(before: Asked<T>, code: string): Asked<T> => (before.state === 'there' ? { ...before, failed: code } : { state: 'failed', code });
