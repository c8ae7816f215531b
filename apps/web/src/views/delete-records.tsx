import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { failureSentence, type FailureSentence } from '../api/failure-sentence';
import { ConfirmedAct } from './confirmed-act';
import { useWords } from './language-context';

/** What {@link DeleteRecords} needs. */
export interface DeleteRecordsProps {
  /**
   * Has everything deleted that is recorded of this participant.
   * @throws ApplicationError
   */
  readonly onDelete: () => Promise<void>;
}

/** Has what our server recorded of this participant deleted, after a question. */
export function DeleteRecords({ onDelete }: DeleteRecordsProps): JSX.Element {
  const words = useWords();
  const state = useSignal<'idle' | 'busy' | 'done' | FailureSentence>('idle');
  const { title, lead, act, question, confirm, busy, done } = words.records;
  const run = async (): Promise<void> => {
    state.value = 'busy';
    try {
      await onDelete();
      state.value = 'done';
    } catch (error) {
      state.value = failureSentence(error);
    }
  };
  const now = state.value;
  const isFailure = now !== 'idle' && now !== 'busy' && now !== 'done';
  return (
    <section class="card" data-testid="records">
      <h2>{title}</h2>
      <p class="hint">{lead}</p>
      {now !== 'done' && (
        <ConfirmedAct
          testId="delete-records"
          icon="remove"
          label={act}
          question={question}
          confirm={now === 'busy' ? busy : confirm}
          busy={now === 'busy'}
          onConfirm={() => void run()}
        />
      )}
      <p role="status">{now === 'done' && done}</p>
      <p class="failure" role="alert">
        {isFailure && words.error[now]}
      </p>
    </section>
  );
}
