/**
 * Getting a new version: it is fetched whole beside the old one, waits, and takes over when the person says so. Where
 * there is no service worker (private mode, an in-app browser) the app works without, but for a start offline.
 */
import { signal } from '@preact/signals';
import { scriptUrl } from './scripts';

const SIX_HOURS = 6 * 60 * 60 * 1000;

/** A version that is on the phone and waits. */
export const waiting = signal<ServiceWorker | undefined>(undefined);

let asked = false;

export async function watch(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const taken = () => asked && location.reload(); // only after a tap: a page is never changed under someone's hands
  serviceWorker.addEventListener('controllerchange', taken);
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

function follow(registration: ServiceWorkerRegistration): void {
  const seen = () => {
    if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting;
  };
  seen();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', seen));
}

/** Change to the version that waits; the page reloads once it has taken over. Drafts are kept, sealed. */
export function useNew(): void {
  asked = true;
  waiting.value?.postMessage('take over');
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
