/** Asking the server, and telling its answer from anything else that comes back. */
import type { Outside } from './outside';

interface Asking {
  outside: Outside;
  gate: AbortSignal; // closed when this phone leaves: nothing is asked or answered after it
  device_id: string;
}

/**
 * `later`: no answer of ours, or "not now" (`after` ms); what was sent may or may not have arrived. `refused`: ours,
 * with its code (docs/problems.md).
 */
export type Answer<T> =
  | { is: 'ok'; body: T }
  | { is: 'later'; after?: number }
  | { is: 'too-large' }
  | { is: 'full' } // the copy has no room
  | { is: 'refused'; status: number; code: string };

const PATIENCE = 60_000; // ms; a slow line takes long, but not for ever

/** Send one request; never rejects. `fits` tells whether what came back is what was asked for. */
export async function ask<T>({ outside, gate, device_id }: Asking, path: string, sent: object | undefined, fits: (body: T) => boolean): Promise<Answer<T>> {
  const stop = new AbortController();
  const end = () => stop.abort();
  const ended = outside.after(PATIENCE, end);
  gate.addEventListener('abort', end);
  try {
    const answer = await outside.fetch(path, { ...how(sent, device_id), signal: stop.signal });
    return await read(answer, fits);
  } catch {
    return { is: 'later' }; // no network, cut off, or not JSON
  } finally {
    ended();
    gate.removeEventListener('abort', end);
  }
}

/** The phone says who it is: its browser's session may have become somebody else's, at the desk. */
function how(sent: object | undefined, device_id: string): RequestInit {
  const headers: Record<string, string> = { 'X-Gongyou': '1', 'X-Gongyou-Device': device_id, Accept: 'application/json' };
  const same: RequestInit = { credentials: 'same-origin', cache: 'no-store', redirect: 'error', headers };
  if (!sent) return same;
  headers['Content-Type'] = 'application/json';
  return { ...same, method: 'POST', body: JSON.stringify(sent) };
}

async function read<T>(answer: Response, fits: (body: T) => boolean): Promise<Answer<T>> {
  const { status } = answer;
  if (status === 413) return { is: 'too-large' }; // perhaps from a proxy in between, in its own words
  if (status === 507) return { is: 'full' };
  if (status === 429 || status >= 500) return later(answer.headers.get('retry-after'));
  if (!answer.headers.get('content-type')?.includes('json')) return { is: 'later' };
  const body = (await answer.json()) as T & { code?: unknown };
  if (answer.ok) return body && fits(body) ? { is: 'ok', body } : { is: 'later' };
  return typeof body?.code === 'string' ? { is: 'refused', status, code: body.code } : { is: 'later' };
}

/** Read Retry-After: seconds, as our server says it; a date is not read. */
function later(said: string | null): { is: 'later'; after?: number } {
  const seconds = Number(said ?? NaN);
  return seconds > 0 ? { is: 'later', after: seconds * 1000 } : { is: 'later' };
}
