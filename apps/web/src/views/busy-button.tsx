import type { ButtonHTMLAttributes, JSX } from 'preact';

/** What {@link BusyButton} needs, beside what any button takes. */
export interface BusyButtonProps extends Omit<ButtonHTMLAttributes, 'disabled'> {
  /** Whether what it begins has not come to its end. */
  readonly busy: boolean;
}

/** A button that does nothing while it is busy, and keeps the focus: one that is disabled would lose it. */
export function BusyButton({ busy, onClick, ...rest }: BusyButtonProps): JSX.Element {
  const press: typeof onClick = (event) => {
    if (!busy) onClick?.call(event.currentTarget, event);
    else event.preventDefault();
  };
  return <button type="button" {...rest} aria-disabled={busy} onClick={press} />;
}
