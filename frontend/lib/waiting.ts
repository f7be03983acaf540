/** A version of the app that is on the phone and waits; apart from update.ts, so that the first screen can tell of it. */
import { signal } from '@preact/signals';

export const waiting = signal<ServiceWorker | undefined>(undefined);
