/** Who runs this server, as it says itself; null while it cannot be reached and was not reached before. */

export interface Host {
  name: string;
  contact: string;
  card: string[];
}

let known: Host | null = null;

export async function host(): Promise<Host | null> {
  if (known) return known;
  try {
    const answer = await fetch('/v1/host', { headers: { accept: 'application/json' } });
    if (answer.ok && answer.headers.get('content-type')?.includes('json')) known = (await answer.json()) as Host;
  } catch {
    // no network: the caller says that it cannot tell
  }
  return known;
}
