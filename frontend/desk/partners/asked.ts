/** Asks for an organization's endpoints and what became of its deliveries. */
import { useEffect, useState } from 'preact/hooks';
import { get, Refused } from '../lib/api';

export type Asked<T> = { state: 'coming' } | { state: 'failed'; code: string } | { state: 'there'; found: T };

export const codeOf = (problem: unknown): string => (problem instanceof Refused ? problem.code : 'fault');

/** Ask for a path, if any; what was there stays on the screen while it is asked again. */
export function useAsked<T>(path: string | undefined): [Asked<T>, () => void] {
  const [asked, set] = useState<Asked<T>>({ state: 'coming' });
  const [round, again] = useState(0);
  useEffect(() => {
    if (!path) return;
    let current = true;
    get<T>(path).then(
      (found) => void (current && set({ state: 'there', found })),
      (problem: unknown) => void (current && set({ state: 'failed', code: codeOf(problem) })),
    );
    return () => void (current = false);
  }, [path, round]);
  return [asked, () => again((before) => before + 1)];
}
