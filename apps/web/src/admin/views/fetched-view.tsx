import type { ComponentChildren, JSX } from 'preact';
import type { Fetched } from '../fetched';
import { useAdminWords } from './use-admin-words';

/** What {@link FetchedView} needs. */
export interface FetchedViewProps {
  readonly fetched: Fetched<unknown>;
  /** Whether there is something to show. */
  readonly filled: boolean;
  /** Said where there is nothing. */
  readonly nothing: string;
  readonly children: ComponentChildren;
}

/** Something that was asked for: what came, that there is nothing, that it is on its way, or why it did not come. */
export function FetchedView({ fetched, filled, nothing, children }: FetchedViewProps): JSX.Element {
  const words = useAdminWords();
  const failure = fetched.failure.value;
  const known = fetched.value.value !== undefined;
  return (
    <>
      {failure && (
        <p class="failure" role="alert">
          {words.failure[failure.reason]}{' '}
          <button type="button" class="text-button" onClick={() => void fetched.ask()}>
            {words.refresh}
          </button>
        </p>
      )}
      {filled && children}
      {!filled && known && <p class="hint">{nothing}</p>}
      {!filled && !known && !failure && <p class="hint">{words.busy}</p>}
    </>
  );
}
