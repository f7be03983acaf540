/**
 * Logging out: nothing of the worker's is left in this browser, and the app itself stays. The order matters: the gate
 * closes first, so that an answer that is still on its way writes nothing any more.
 */
import type { Deletion } from '../store/state';
import { wipe } from '../wipe';
import type { Sync } from './engine';

const PATIENCE = 5_000; // ms that the server may take to end the session

/**
 * Delete everything but the app and give the names of what could not be deleted. Where the server cannot be told, the
 * session ends by itself, or from another phone.
 */
export async function leaving(sync: Sync, why: Deletion): Promise<string[]> {
  const ends = sync.account.value?.signed_in ? endSession(sync) : undefined;
  sync.close();
  const left = await wipe({ app: 'stays', why });
  await ends;
  return left;
}

/** Not through the gate: this is the one thing that is asked after it has closed. */
async function endSession({ outside }: Sync): Promise<void> {
  const late = new Promise<void>((done) => outside.after(PATIENCE, done));
  const headers = { 'X-Gongyou': '1', 'Content-Type': 'application/json' };
  const how: RequestInit = { method: 'POST', credentials: 'same-origin', headers, body: '{"everywhere":false}' };
  await Promise.race([outside.fetch('/v1/sessions/end', how).catch(() => undefined), late]);
}
