import type { Motion } from '@bapsang/shared';
import type { JSX } from 'preact';

/** Outlines on a field of 24 by 24. */
const OUTLINES: Readonly<Record<Motion, string>> = {
  // A bowl with chopsticks laid across it.
  idle: 'M3.5 12h17c0 4.5-3 8-6.5 8h-4c-3.5 0-6.5-3.5-6.5-8zM5 8.5l14-2',
  // Chopsticks with a morsel between their ends.
  bite: 'M4 4l9.5 9M8 3l7 9.5M15.5 19.5a3.2 3.2 0 1 0 0-6.5 3.2 3.2 0 0 0 0 6.5z',
  // A face with a full cheek.
  chew: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9 9.5v.6M15 9.5v.6M8.5 15c1.2-1.3 2.3 1.3 3.5 0s2.3 1.3 3.5 0',
  // A glass.
  drink: 'M6.5 4h11l-1.3 15a1.5 1.5 0 0 1-1.5 1.4H9.3A1.5 1.5 0 0 1 7.8 19zM7 10h10',
  // A speech bubble.
  talk: 'M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-7l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5zM8.5 10.5v.1M12 10.5v.1M15.5 10.5v.1',
  // An empty chair.
  away: 'M7 3.5v17M7 13h10v7.5M7 5.5h7.5a1 1 0 0 1 1 1V13',
  // A question mark.
  unknown: 'M9 9a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.3M12 17.5v.1',
};

/** What somebody is doing, as a picture beside the word. */
export function MotionIcon({ motion }: { readonly motion: Motion }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={OUTLINES[motion]} />
    </svg>
  );
}
