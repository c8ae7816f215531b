import { MEAL_CODE_LENGTH } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Application } from '../application';
import type { Dictionary } from '../i18n/dictionary';
import { MealFinder, type MealFinderRefusal } from '../meal/meal-finder';
import { mealPath } from '../routing/route';
import { useWords } from './language-context';

/** The way to a table that somebody else laid: by its code or its link. */
export function JoinByReference({ application }: { readonly application: Application }): JSX.Element {
  const words = useWords();
  const { api, router } = application;
  const finder = useMemo(() => new MealFinder((mealId) => api.describeMeal(mealId)), [api]);
  const reference = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const failure = useRef<HTMLParagraphElement>(null);
  const refusal = finder.refusal.value;
  // On a small screen the sentence would stand below its edge.
  useEffect(() => {
    if (refusal) failure.current?.scrollIntoView({ block: 'nearest' });
  }, [refusal]);
  const join = async (event: Event): Promise<void> => {
    event.preventDefault();
    const mealId = await finder.find(reference.value);
    // Whoever laid a table of their own meanwhile stays there.
    if (router.route.peek().page !== 'start') return;
    if (mealId) router.navigate(mealPath(mealId));
    else field.current?.focus();
  };
  return (
    <form class="join-by-reference card" onSubmit={(event) => void join(event)} noValidate>
      <h2>{words.start.joinTitle}</h2>
      <label for="join-code">{words.start.joinLabel}</label>
      <div class="row">
        <input
          ref={field}
          id="join-code"
          data-testid="join-code"
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellcheck={false}
          value={reference.value}
          aria-invalid={refusal !== undefined}
          aria-describedby="join-code-failure join-code-hint"
          onInput={(event) => {
            reference.value = event.currentTarget.value;
            finder.forgive();
          }}
        />
        <button type="submit" class="button" data-testid="join-by-code" aria-disabled={finder.looking.value}>
          {finder.looking.value ? words.find.looking : words.start.join}
        </button>
      </div>
      <p id="join-code-failure" ref={failure} class="failure" role="alert" data-testid="join-code-failure">
        {refusal && refusalSentence(refusal, words)}
      </p>
      <p id="join-code-hint" class="hint">
        {words.find.hint}
      </p>
    </form>
  );
}

function refusalSentence(refusal: MealFinderRefusal, words: Dictionary): string {
  if (refusal.reason === 'failed') return words.error[refusal.sentence];
  if (refusal.reason !== 'mistyped') return words.find[refusal.reason];
  return refusal.characters === MEAL_CODE_LENGTH ? words.find.mistyped : words.find.wrongLength(refusal.characters);
}
