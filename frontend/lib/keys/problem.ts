/** What can go wrong with keys, by code. */

/**
 * `too-long`, `unwritable` (control characters, half a character): of a passphrase. `wrong-key`: it does not open what
 * was wrapped, or that was changed. `cannot-seal`: this browser failed at it; nothing was sealed and nothing may be sent.
 */
type KeysCode = 'too-long' | 'unwritable' | 'wrong-key' | 'cannot-seal';

export class KeysProblem extends Error {
  constructor(readonly code: KeysCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'KeysProblem';
  }
}

/** Do something with keys or fail with `cannot-seal`: no caller may go on without what was to be made. */
export async function sealing<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (cause) {
    throw cause instanceof KeysProblem ? cause : new KeysProblem('cannot-seal', { cause });
  }
}
