/** Which screen of the desk is open, in the part of the address after `#`: `#/overview/2026-11-08`, `#/partners`. */
import { signal } from '@preact/signals';

export const SCREENS = ['overview', 'partners'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  screen: Screen;
  rest: string[]; // what follows, as somebody may have typed it
}

export const place = signal<Place>(read());

function read(): Place {
  const [path = ''] = (globalThis.location?.hash ?? '').replace(/^#\/?/, '').split('?');
  const [first, ...rest] = path.split('/').filter(Boolean).map(decoded);
  const screen = SCREENS.find((one) => one === first);
  return { screen: screen ?? 'overview', rest: screen ? rest : [] };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // an address with a stray % is odd, and no reason not to start
  }
}

/** Go to a place: `go('overview/2026-11-08')`. */
export function go(path: string): void {
  history.pushState(null, '', `#/${path}`);
  place.value = read();
}

/** Watch the address. */
export function follow(): void {
  addEventListener('popstate', () => (place.value = read()));
  addEventListener('hashchange', () => (place.value = read()));
}
