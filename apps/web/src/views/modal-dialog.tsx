import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** What {@link ModalDialog} needs. */
export interface ModalDialogProps {
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A dialog above the page for as long as it is rendered. The browser keeps the focus inside, gives it back at the end, and
 * takes Escape; a press beside the dialog closes it too.
 */
export function ModalDialog({ title, testId, onClose, children }: ModalDialogProps): JSX.Element {
  const words = useWords();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const closeFromBackdrop = ({ target }: Event): void => {
    if (target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      class="modal-dialog card"
      data-testid={testId}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={closeFromBackdrop}
    >
      <div class="modal-dialog-content">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            class="icon-button"
            data-testid="close-dialog"
            aria-label={words.close}
            onClick={onClose}
          >
            <ControlIcon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
