/** A panel over the page; the run goes on behind it. */
import './sheet.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { openPanel } from './open';

interface SheetProps {
  title: string;
  /** What stands beside the title. */
  tools?: ComponentChildren;
  children: ComponentChildren;
}

export function Sheet({ title, tools, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-label={title} closedby="any" onClose={() => openPanel.set(null)}>
      <div class="sheet-head">
        <h2>{title}</h2>
        {tools}
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
