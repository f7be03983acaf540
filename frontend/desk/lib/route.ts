/** Which screen of the desk is open, in the part of the address after `#`: `#/overview/2026-11-08`, `#/partners`. */
import { signal } from '@preact/signals';

export const SCREENS = ['overview', 'partners'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  screen: Screen;
  rest: string[]; // what follows, as somebody may have typed it
}

export const place = signal<Place>(read());

function parts(): string[] {
  const [path = ''] = (globalThis.location?.hash ?? '').replace(/^#\/?/, '').split('?');
  return path.split('/').filter(Boolean).map(decoded);
}

function screenOf(first: string | undefined): Screen | undefined {
  return SCREENS.find((one) => one === first);
}

function read(): Place {
  const [first, ...rest] = parts();
  const screen = screenOf(first);
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

/** Watch the address. One that is no place of the desk becomes that of the screen which is shown. */
export function follow(): void {
  const look = () => {
    const [first] = parts();
    if (first !== undefined && !screenOf(first)) history.replaceState(null, '', '#/overview');
    place.value = read();
  };
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  look();
}
