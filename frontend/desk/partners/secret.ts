/** The secret of an endpoint that was just made. It is held here until somebody has kept it, and stored nowhere. */
import { signal } from '@preact/signals';
import { standing } from '../lib/session';

export const secret = signal<string | undefined>(undefined);

/** Hold it, whichever screen is open: the page asks before it goes away with it. */
export function hold(made: string): void {
  secret.value = made;
  addEventListener('beforeunload', ask);
}

export function letGo(): void {
  secret.value = undefined;
  removeEventListener('beforeunload', ask);
}

/** Nobody else who signs in at the door is asked: the page goes, with all of whoever was here. */
function ask(e: BeforeUnloadEvent): void {
  if (standing.value !== 'in' && standing.value !== 'code') return;
  e.preventDefault();
  e.returnValue = 'kept?'; // older browsers go by this; none shows it
}
