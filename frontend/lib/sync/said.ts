/** What the copy on a server has to say on every screen: told by the sync code once it is there, nothing until then. */
import { signal } from '@preact/signals';

/** `at`: when the server received the last of it from here, ms since 1970; absent on a phone that has sent nothing yet. */
export type Said = { is: 'sending' } | { is: 'received'; at?: number } | { is: 'needs-you' };

/** Undefined: no copy is kept anywhere, or it has not been looked at yet; the store's own state is shown. */
export const copySaid = signal<Said | undefined>(undefined);
