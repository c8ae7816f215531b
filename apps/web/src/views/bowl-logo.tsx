import type { JSX } from 'preact';

/** A bowl of rice with rising steam. */
export function BowlLogo(): JSX.Element {
  return (
    <svg class="bowl-logo" viewBox="0 0 32 32" aria-hidden="true">
      <path class="steam" d="M12 6.5c-1.2-1.4 1.2-2.2 0-4M20 6.5c-1.2-1.4 1.2-2.2 0-4" />
      <path class="rice" d="M8 15c0-4.6 3.4-6.6 8-6.6s8 2 8 6.6z" />
      <path class="bowl" d="M3 14.5h26c0 6.6-4.7 11.6-8.6 12.7v1.3h-8.8v-1.3C7.7 26.1 3 21.1 3 14.5z" />
    </svg>
  );
}
