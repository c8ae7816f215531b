import type { Reaction } from '@bapsang/shared';
import type { JSX } from 'preact';

/** Outlines on a field of 24 by 24. */
const OUTLINES: Readonly<Record<Reaction, string>> = {
  // A face with closed eyes and its tongue out.
  delicious:
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM7.2 10.6c.6-1.2 2.2-1.2 2.8 0M14 10.6c.6-1.2 2.2-1.2 2.8 0M7.8 13.8c2.6 1.5 5.8 1.5 8.4 0M11.6 14.9v1.5a1.8 1.8 0 0 0 3.6 0v-2',
  // Two glasses that touch.
  cheers:
    'M3 8l6.2-1.6 1.5 5.6a3.2 3.2 0 0 1-6.2 1.6zM8.4 15.3l1.2 4.4M6.9 20.4l5.4-1.4M21 8l-6.2-1.6-1.5 5.6a3.2 3.2 0 0 0 6.2 1.6zM15.6 15.3l-1.2 4.4M17.1 20.4l-3.2-.8M12 1.8v2.4M8.6 2.6l.9 1.8M15.4 2.6l-.9 1.8',
  heart: 'M12 20s-8-4.7-8-10.3A4.4 4.4 0 0 1 12 7.2a4.4 4.4 0 0 1 8 2.5C20 15.3 12 20 12 20z',
  // A face with screwed-up eyes and an open mouth.
  laugh:
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM7.5 8.6l2.2 1.3-2.2 1.3M16.5 8.6l-2.2 1.3 2.2 1.3M7.6 13.4h8.8c-.3 2.6-2.1 4.1-4.4 4.1s-4.1-1.5-4.4-4.1z',
  // A thumb up.
  bravo:
    'M7.5 10.8v9.2H4.6a.6.6 0 0 1-.6-.6v-8a.6.6 0 0 1 .6-.6zM7.5 10.8l3.9-7.3c1.5 0 2.4 1.1 2.2 2.5L13 9.4h5.1a2 2 0 0 1 2 2.3l-1 6.6a2 2 0 0 1-2 1.7H7.5',
  // A bowl with steam above it.
  wantSome:
    'M3.5 13h17c0 4.2-2.9 7-6.5 7h-4c-3.6 0-6.5-2.8-6.5-7zM8.5 10c-1.1-1.3.9-2.2 0-3.8M12 10c-1.3-1.7 1.1-2.9 0-5.2M15.5 10c-1.1-1.3.9-2.2 0-3.8',
};

/** A reaction as a picture beside its word. */
export function ReactionIcon({ reaction }: { readonly reaction: Reaction }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={OUTLINES[reaction]} />
    </svg>
  );
}
