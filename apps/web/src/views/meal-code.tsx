import type { JSX } from 'preact';

/** The code of a meal, large enough to be read aloud; a screen reader spells it, group by group. */
export function MealCode({ code }: { readonly code: string }): JSX.Element {
  const spelled = code
    .split('-')
    .map((group) => group.split('').join(' '))
    .join(', ');
  return (
    <span class="meal-code">
      <code data-testid="meal-code" aria-hidden="true">
        {code}
      </code>
      <span class="visually-hidden">{spelled}</span>
    </span>
  );
}
