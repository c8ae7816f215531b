import { RECOGNITION_CHOICES, type RecognitionChoice } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { OwnRecognition } from '../recognition/own-recognition';
import { useWords } from './language-context';

/** Where the participant's motions are recognised, and a button for each choice: pressed is what counts. */
export function RecognitionMenu({ recognition }: { readonly recognition: OwnRecognition }): JSX.Element {
  const { consent: words, sampling } = useWords();
  const status = recognition.status.value;
  const sparing = status.state === 'active' ? status.sparing : undefined;
  const changed = useSignal(false);
  const present = recognition.choice.value;
  const choose = (choice: RecognitionChoice): void => {
    recognition.choose(choice);
    changed.value = true;
  };
  return (
    <div class="dialog-section" role="group" aria-label={words.title}>
      <p class="hint">{words.explain}</p>
      {sparing && <p class="notice">{sampling[sparing]}</p>}
      {RECOGNITION_CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          class="choice"
          data-testid={`choose-${choice}`}
          aria-pressed={choice === present}
          onClick={() => choose(choice)}
        >
          <span class="choice-mark" aria-hidden="true" />
          <span>
            <strong>{words.choice[choice].label}</strong>
            <small>{words.choice[choice].hint}</small>
          </span>
        </button>
      ))}
      <p class="choice-told" role="status" data-testid="recognition-changed">
        {recognition.untold.value ? words.untold[present] : changed.value && words.changed[present]}
      </p>
      <p class="hint">{words.kept}</p>
    </div>
  );
}
