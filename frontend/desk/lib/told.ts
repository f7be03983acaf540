/** Whether a screen says itself that the service cannot be reached: the frame then says nothing of it. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export const toldOffline = signal(false);

/** While this is shown, the screen says it. */
export function useTelling(): void {
  useEffect(() => {
    toldOffline.value = true;
    return () => void (toldOffline.value = false);
  }, []);
}
