import type { JSX } from 'preact';
import type { HostActs } from '../meal/host-acts';
import { useWords } from './language-context';

/** Why the last thing that the host tried did not work. */
export function HostFailure({ host }: { readonly host: HostActs }): JSX.Element {
  const words = useWords();
  const failure = host.failure.value;
  return (
    <p class="failure" role="alert" data-testid="host-failure">
      {failure && words.error[failure]}
    </p>
  );
}
