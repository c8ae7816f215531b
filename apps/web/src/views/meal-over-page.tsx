import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { BowlLogo } from './bowl-logo';
import { useWords } from './language-context';
import { PageHeader } from './page-header';

/** The meal ended before this visitor sat down. */
export function MealOverPage({ onStart }: { readonly onStart: () => void }): JSX.Element {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus a moment ago is gone: whoever uses the keyboard or listens begins anew here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="page">
      <PageHeader />
      <main class="message card" data-testid="meal-over">
        <BowlLogo />
        <h1 ref={heading} class="quiet-focus" tabIndex={-1}>
          {words.lobby.overTitle}
        </h1>
        <p class="lead">{words.lobby.overLead}</p>
        <button type="button" class="button primary" data-testid="to-start" onClick={onStart}>
          {words.toStart}
        </button>
      </main>
    </div>
  );
}
