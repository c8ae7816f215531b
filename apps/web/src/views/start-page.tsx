import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { failureSentence, type FailureSentence } from '../api/failure-sentence';
import type { Application } from '../application';
import { BowlLogo } from './bowl-logo';
import { BusyButton } from './busy-button';
import { JoinByReference } from './join-by-reference';
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
        <JoinByReference application={application} />
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
