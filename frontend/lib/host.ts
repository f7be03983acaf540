/** Who runs this server, as it says itself; the last answer is kept sealed, so that the card is there offline. */
import { draft } from './store';

export interface Host {
  name: string;
  contact: string;
  organizer_card: string[];
}

const kept = draft<Host>('host');

/** Ask the server; without a network give what it said last, or null. */
export async function host(): Promise<Host | null> {
  try {
    const answer = await fetch('/v1/host');
    if (answer.ok && answer.headers.get('content-type')?.includes('json')) {
      const { name, contact, organizer_card } = (await answer.json()) as Host; // a captive portal's page is no answer
      const said = { name, contact, organizer_card };
      kept.set(said);
      return said;
    }
  } catch {
    // no network: what it said last will do
  }
  return (await kept.reread()) ?? null;
}
