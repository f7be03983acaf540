/** A native dialog: Esc and a tap outside close it, focus stays in it and comes back. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown?.showModal) shown.showModal();
    else shown?.setAttribute('open', '');
    return () => shown?.close?.();
  }, []);
  const outside = (e: MouseEvent) => e.target === dialog.current && onClose();
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose} onClick={outside}>
      <div class="form">
        <h1>{title}</h1>
        {children}
      </div>
    </dialog>
  );
}
