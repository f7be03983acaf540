/** Asks for what a screen will want while the screen's own code is still on its way. Each answer is taken once. */
import { get } from './api';

const asked = new Map<string, Promise<unknown>>();

export const RELEASES = '/v1/releases';
export const releasePath = (id: string): string => `${RELEASES}/${encodeURIComponent(id)}`;

/** Begin to ask for the list of releases and the one that is wanted, or the newest. */
export function askReleases(wanted: string | undefined): void {
  ahead<{ id: string }[]>(RELEASES).then(
    (all) => {
      const found = wanted ? all.find(({ id }) => id === wanted) : all[0];
      if (found) void ahead(releasePath(found.id)).catch(() => undefined);
    },
    () => undefined, // whoever takes it hears of it
  );
}

function ahead<T>(path: string): Promise<T> {
  const coming = get<T>(path);
  asked.set(path, coming);
  coming.catch(() => asked.delete(path)); // who asks later asks anew
  return coming;
}

/** Give the answer that is on its way, or ask now. */
export function taken<T>(path: string): Promise<T> {
  const coming = asked.get(path) as Promise<T> | undefined;
  asked.delete(path);
  return coming ?? get<T>(path);
}
