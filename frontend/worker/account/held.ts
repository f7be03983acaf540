/**
 * What a wizard holds while it is gone through: in this page's memory and nowhere else, so that a look at another screen
 * costs nothing and a closed page leaves no secret behind.
 */
import { signal, type Signal } from '@preact/signals';

const held = new Map<string, Signal<object>>();

export interface Held<T> {
  value: T;
  set: (change: Partial<T>) => void;
  drop: () => void; // it is done, or given up
}

export function useHeld<T extends object>(name: string, start: T): Held<T> {
  let one = held.get(name);
  if (!one) held.set(name, (one = signal<object>(start)));
  const now = one;
  return {
    value: now.value as T,
    set: (change) => void (now.value = { ...now.value, ...change }),
    drop: () => void (now.value = start),
  };
}
