import type { JSX } from 'preact';

/** A glass around the middle of its own field, filled to two thirds. */
const GLASS = 'M-6.5-10h13l-1.7 18.6a1.6 1.6 0 0 1-1.6 1.4h-6.4a1.6 1.6 0 0 1-1.6-1.4zM-6-4h12';

/** Two glasses that touch. */
export function ToastGlasses(): JSX.Element {
  return (
    <svg class="toast-glasses" viewBox="0 0 64 40" aria-hidden="true">
      <g transform="translate(23.5 25)">
        <path class="toast-glass from-left" d={GLASS} />
      </g>
      <g transform="translate(40.5 25)">
        <path class="toast-glass from-right" d={GLASS} />
      </g>
      <path class="toast-sparks" d="M32 9V3M26 10l-3.5-4.5M38 10l3.5-4.5" />
    </svg>
  );
}
