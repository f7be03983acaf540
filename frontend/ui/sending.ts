/** One thing at a time that a server is asked: whether it is under way, and what stood in its way. */
import { useState } from 'preact/hooks';

export interface Sending {
  busy: boolean;
  problem: unknown; // undefined: nothing went wrong, or it is being tried again
  /** Do it, unless something is under way. */
  send: (doing: () => Promise<unknown>) => void;
  forget: () => void; // the problem
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const send = async (doing: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    await doing().catch(setProblem);
    setBusy(false);
  };
  return { busy, problem, send: (doing) => void send(doing), forget: () => setProblem(undefined) };
}
