import type { JSX } from 'preact';
import type { Rhythm } from '../together/table-rhythm';

/** How far the middles of two bowls are from the middle between them, on a field of 24 by 24. */
const DISTANCES = { close: 1.75, near: 3.75, own: 6, rest: 6, unknown: 6 } as const;

/** Two bowls that are the nearer to each other, the nearer the paces are. */
export function TogetherIcon({ closeness }: { readonly closeness: Rhythm['closeness'] }): JSX.Element {
  const distance = DISTANCES[closeness ?? 'unknown'];
  const lid = closeness === 'rest';
  return (
    <svg class="icon together-icon" viewBox="0 0 24 24" aria-hidden="true">
      {[12 - distance, 12 + distance].map((middle) =>
        lid ? (
          <path key={middle} d={`M${String(middle - 4.5)} 12h9M${String(middle - 4.5)} 12a4.5 4.5 0 0 0 9 0`} />
        ) : (
          <circle key={middle} cx={middle} cy="12" r="5" stroke-dasharray={closeness ? undefined : '2 2.5'} />
        ),
      )}
    </svg>
  );
}
