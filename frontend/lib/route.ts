/** Where we are: five tabs and what lies one or two steps behind them, in the part of the address after `#`. */
import { signal } from '@preact/signals';
import type { Deletion } from './store/state';

export interface Place {
  tab: string;
  rest: string[];
}

export const TABS = ['today', 'pay', 'check', 'peers', 'learn'];

export const place = signal<Place>(read());

function read(): Place {
  const [path = ''] = (globalThis.location?.hash ?? '').replace(/^#\/?/, '').split('?');
  const [tab, ...rest] = path.split('/').filter(Boolean).map(decoded);
  return { tab: tab ?? 'today', rest };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // an address with a stray % is odd, and no reason not to start
  }
}

/** How many entries of ours lie behind this one in the history, so that quick exit can step over them. */
function depth(): number {
  return (history.state as { depth?: number } | null)?.depth ?? 0;
}

/** Go to a place. A tab replaces the one before it, so that Back leaves rather than walks through tabs. */
export function go(path: string): void {
  if (TABS.includes(path)) history.replaceState({ depth: depth() }, '', `#/${path}`);
  else history.pushState({ depth: depth() + 1 }, '', `#/${path}`);
  place.value = read();
  scrollTo(0, 0);
}

/** One step back inside the app; where there is nowhere to step, to the tab this belongs to. */
export function back(): void {
  if (depth() > 0) history.back();
  else go(TABS.includes(place.value.tab) ? place.value.tab : 'today');
}

export function follow(): void {
  const look = () => (place.value = read());
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  addEventListener('click', (e: MouseEvent) => {
    const link = (e.target as Element).closest?.('a[href^="#/"]');
    if (!link || e.defaultPrevented || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    go(link.getAttribute('href')!.slice(2));
  });
}

/** What a page has to say that follows a deletion; `left`: what could not be deleted. */
export interface Gone {
  why: Deletion;
  left: string[];
}

/** Why this page begins with nothing; no link can say so, only the page before it. */
export const goneBefore = (): Gone | undefined => (history.state as { gone?: Gone } | null)?.gone;

/** Go on in a new page: what this one has in memory goes with it, and no step back shows it. */
export function freshPage(gone?: Gone): void {
  document.documentElement.hidden = true;
  addEventListener('pageshow', (e) => (e as PageTransitionEvent).persisted && location.reload()); // a browser may keep this page whole
  history.replaceState(gone ? { gone } : null, '', gone ? '/#/copy/left' : '/');
  location.reload();
}

const HARMLESS = '/calculator.html';
const LEFT = 'left';
const LONGEST = 80; // ms that leaving waits for a draft; one takes about 5 on a phone four times slower

/**
 * Tell whether this page is one that Back or Forward would show again after a quick exit, and leave once more.
 *
 * Pages from before a share, a reload or a typed address are beyond `depth`. A visit of any other kind opens the app.
 */
export function leftBefore(): boolean {
  try {
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const again = sessionStorage.getItem(LEFT) !== null && visit?.type === 'back_forward';
    if (again) location.replace(HARMLESS);
    else sessionStorage.removeItem(LEFT);
    return again;
  } catch {
    return false; // storage is refused
  }
}

/**
 * Leave at once for a page that could be anybody's, and take this one out of the history behind it.
 * What is being typed is `written` first, if that does not take long; a browser's own history list we cannot clear, and
 * say so.
 */
export async function quickExit(written: Promise<unknown>): Promise<void> {
  document.documentElement.hidden = true; // first, so that nothing is read over a shoulder while the page changes
  const leave = () => location.replace(HARMLESS);
  addEventListener('pageshow', leave); // a browser may keep this page whole and bring it back
  try {
    sessionStorage.setItem(LEFT, '1');
  } catch {
    // then Back is covered only as far as our own steps go
  }
  await Promise.race([written.catch(() => undefined), new Promise((done) => setTimeout(done, LONGEST))]);
  const steps = depth();
  if (!steps) return leave();
  addEventListener('popstate', leave, { once: true });
  setTimeout(leave, 120); // some browsers answer a long step back late, or never
  history.go(-steps);
}
