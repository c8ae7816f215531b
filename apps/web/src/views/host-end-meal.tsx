import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { HostActs } from '../meal/host-acts';
import { ConfirmedAct } from './confirmed-act';
import { HostFailure } from './host-failure';
import { useWords } from './language-context';

/** Ends the meal for everybody, for the host. */
export function HostEndMeal({ host }: { readonly host: HostActs }): JSX.Element {
  const words = useWords();
  useEffect(() => () => host.forgiveFailure(), [host]);
  return (
    <section class="dialog-section" aria-label={words.host.title}>
      <h3>{words.host.title}</h3>
      <ConfirmedAct
        testId="end-meal"
        icon="endMeal"
        label={words.host.end}
        question={words.host.endQuestion}
        confirm={words.host.endConfirm}
        busy={host.busy.value}
        onConfirm={() => void host.end()}
      />
      <HostFailure host={host} />
    </section>
  );
}
