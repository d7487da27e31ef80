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
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Else the first control would take the focus, and an arrow key change it unseen.
    heading.current?.focus();
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-label={title} closedby="any" onClose={() => openPanel.set(null)}>
      <div class="sheet-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {tools}
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
