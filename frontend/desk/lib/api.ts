/**
 * Asks the service for what staff may read and do. Who lost their powers meanwhile (30 idle minutes, a session that was
 * ended elsewhere) is asked to show who they are, and then the same request is made again: a screen only waits longer.
 */
import { answered, Refused } from '../../lib/account/api';
import type { components } from '../../lib/schema';
import { lost, used } from './session';

const MOST = 4; // tries; a service that contradicts itself is not asked for ever

export { Refused };
export type Schemas = components['schemas'];

export const get = <T>(path: string): Promise<T> => asked<T>('GET', path);
export const post = <T>(path: string, body: object = {}): Promise<T> => asked<T>('POST', path, body);
export const remove = <T>(path: string): Promise<T> => asked<T>('DELETE', path);

/** Ask; rejects with `Refused`, whose code is `unreachable` (no answer of ours came) or one of docs/problems.md. */
async function asked<T>(method: string, path: string, body?: object): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const said = await answered<T>((...asking) => fetch(...asking), method, path, body);
      used();
      return said;
    } catch (problem) {
      if (tries === MOST || !(await lost(problem))) throw problem; // a request that was refused had no effect: it may be made again
    }
  }
}
