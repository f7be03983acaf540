/**
 * Getting a new version: it is fetched whole beside the old one, waits, and takes over when the person says so. Where
 * there is no service worker (private mode, an in-app browser) the app works without, but for a start offline.
 */
import { signal } from '@preact/signals';
import { scriptUrl } from './scripts';
import { waiting } from './waiting';

export { waiting };

const SIX_HOURS = 6 * 60 * 60 * 1000;

const PAUSE = 300; // ms: longer than a draft waits before it is written

/** The browser's own offer to put the app on the home screen, kept until somebody wants it. */
export const offered = signal<{ prompt: () => Promise<unknown> } | undefined>(undefined);

let asked = false;
let reloaded = false;

export async function watch(): Promise<void> {
  addEventListener('beforeinstallprompt', keepOffer);
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const first = !serviceWorker.controller; // the first worker of all changes nothing that this page has loaded
  serviceWorker.addEventListener('controllerchange', () => first || taken());
  try {
    const registration = await serviceWorker.register(scriptUrl('/sw.js'), { updateViaCache: 'none' });
    follow(registration);
    const look = () => void registration.update().catch(() => undefined); // no network: the next look will do
    setInterval(look, SIX_HOURS);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  } catch {
    // refused or unreachable: nothing is lost but the offline start
  }
}

function keepOffer(e: Event): void {
  e.preventDefault(); // no banner over somebody's work
  offered.value = e as Event & { prompt: () => Promise<unknown> };
}

/** A tap here reloads at once; another window's tap never changes this page under someone's hands. */
function taken(): void {
  if (asked || document.visibilityState === 'hidden') return reload();
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && reload());
}

function reload(): void {
  if (reloaded) return;
  reloaded = true;
  location.reload();
}

function follow(registration: ServiceWorkerRegistration): void {
  const seen = () => {
    const older = navigator.serviceWorker.controller; // the first version of all waits for an instant, and for nobody
    waiting.value = (older && registration.waiting) || undefined;
  };
  const watchOne = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', seen);
  seen();
  [registration.installing, registration.waiting].forEach(watchOne); // begun before this page came
  registration.addEventListener('updatefound', () => watchOne(registration.installing));
}

/** Whether something is half written on this page; it is a sealed draft, and that is said before a change. */
export function typing(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('main textarea, main input:not([type=radio]):not([type=checkbox])')];
  return fields.some((field) => field.value !== '');
}

/** Change to the version that waits, once drafts are written; the page reloads when it has taken over. */
export function useNew(): void {
  asked = true;
  setTimeout(() => waiting.value?.postMessage('take over'), PAUSE);
}

/** What was shared to the app, handed over once by the service worker; '' where there is nothing. */
export function takeShared(): Promise<string> {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve('');
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (e) => done(String(e.data ?? ''));
    setTimeout(() => done(''), 1000); // a worker that was put to sleep has forgotten: "paste it here"
    worker.postMessage('shared', [port2]);
  });
}
