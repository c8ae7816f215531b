import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { failureSentence, type FailureSentence } from '../api/failure-sentence';
import type { Application } from '../application';
import { mealPath, readMealReference } from '../routing/route';
import { BowlLogo } from './bowl-logo';
import { BusyButton } from './busy-button';
import { useWords } from './language-context';
import { PageHeader } from './page-header';

/** The first page: lay a table, or join one. */
export function StartPage({ application }: { readonly application: Application }): JSX.Element {
  const words = useWords();
  return (
    <div class="page start">
      <PageHeader />
      <main>
        <section class="hero">
          <BowlLogo />
          <h1>{words.start.title}</h1>
          <p class="lead">{words.start.lead}</p>
          <NewMeal start={() => application.startMeal()} />
        </section>
        <JoinByReference onMeal={(mealId) => application.router.navigate(mealPath(mealId))} />
      </main>
    </div>
  );
}

function NewMeal({ start }: { readonly start: () => Promise<void> }): JSX.Element {
  const words = useWords();
  const busy = useSignal(false);
  const failure = useSignal<FailureSentence | undefined>(undefined);
  const begin = async (): Promise<void> => {
    busy.value = true;
    failure.value = undefined;
    try {
      await start();
    } catch (error) {
      failure.value = failureSentence(error);
    }
    busy.value = false;
  };
  return (
    <div class="new-meal">
      <BusyButton class="button primary large" data-testid="new-meal" busy={busy.value} onClick={() => void begin()}>
        {busy.value ? words.start.creating : words.start.newMeal}
      </BusyButton>
      <p class="hint">{words.start.newMealHint}</p>
      <p class="failure" role="alert">
        {failure.value && words.error[failure.value]}
      </p>
    </div>
  );
}

function JoinByReference({ onMeal }: { readonly onMeal: (mealId: string) => void }): JSX.Element {
  const words = useWords();
  const reference = useSignal('');
  const refused = useSignal(false);
  const join = (event: Event): void => {
    event.preventDefault();
    const mealId = readMealReference(reference.value);
    refused.value = mealId === undefined;
    if (mealId) onMeal(mealId);
  };
  return (
    <form class="join-by-reference card" onSubmit={join} noValidate>
      <h2>{words.start.joinTitle}</h2>
      <label for="join-code">{words.start.joinLabel}</label>
      <div class="row">
        <input
          id="join-code"
          data-testid="join-code"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
          value={reference.value}
          aria-invalid={refused.value}
          aria-describedby="join-code-failure"
          onInput={(event) => (reference.value = event.currentTarget.value)}
        />
        <button type="submit" class="button" data-testid="join-by-code">
          {words.start.join}
        </button>
      </div>
      <p id="join-code-failure" class="failure" role="alert">
        {refused.value && words.start.badReference}
      </p>
    </form>
  );
}
