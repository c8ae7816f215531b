import type { JSX } from 'preact';
import type { AdminActs } from '../admin-acts';
import { useAdminWords } from './use-admin-words';

/** The last thing that was done, seen and heard. */
export function ActsNews({ acts }: { readonly acts: AdminActs }): JSX.Element {
  const words = useAdminWords();
  const done = acts.done.value;
  return (
    <div role="status" data-testid="act-done">
      {done && <p class="notice">{words.acts[done.kind].done(done.name)}</p>}
    </div>
  );
}
