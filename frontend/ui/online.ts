/** Whether the phone believes that it has a network: to say so, never to decide whether something was sent. */
import { useEffect, useState } from 'preact/hooks';

export function useOffline(): boolean {
  const [offline, set] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => set(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return offline;
}
