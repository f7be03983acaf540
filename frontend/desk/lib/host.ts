/** Whose server this desk is on, as it says itself: on every page, and in whatever is taken away from here. */
import { signal } from '@preact/signals';
import { answered } from '../../lib/account/api';

export const host = signal(''); // empty: not known yet

/** Ask once; whoever could not be reached is asked again at the next occasion. */
export async function askHost(): Promise<void> {
  if (host.value) return;
  const said = await answered<{ name: string }>((...asking) => fetch(...asking), 'GET', '/v1/host').catch(() => undefined);
  host.value = said?.name ?? '';
}

/** The host's name, or its address while the name is not known. */
export const hostNamed = (): string => host.value || location.host;
