import { RECOGNITION_CHOICES, type RecognitionChoice } from '@bapsang/shared';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useWords } from './language-context';

/** What {@link AgreementQuestion} needs. */
export interface AgreementQuestionProps {
  /** Undefined until answered, which counts as `none`. */
  readonly answer: Signal<RecognitionChoice | undefined>;
  /** Whether a recognition server has room now. */
  readonly available: boolean;
}

/** Where motions may be recognised: every answer has the same weight, and none is chosen before. */
export function AgreementQuestion({ answer, available }: AgreementQuestionProps): JSX.Element {
  const words = useWords().consent;
  return (
    <fieldset class="agreement">
      <legend>{words.question}</legend>
      <p class="hint">{words.lead}</p>
      <div class="choices">
        {RECOGNITION_CHOICES.map((choice) => (
          <label class="choice" key={choice}>
            <input
              type="radio"
              name="agreement"
              data-testid={`recognise-${choice}`}
              checked={answer.value === choice}
              onChange={() => (answer.value = choice)}
            />
            <span>
              <strong>{words.choice[choice].label}</strong>
              <small>{words.choice[choice].hint}</small>
            </span>
          </label>
        ))}
      </div>
      <ul>
        <li>{words.kept}</li>
        <li>{words.withdraw}</li>
      </ul>
      {answer.value === undefined && <p class="hint">{words.unanswered}</p>}
      {!available && <p class="hint">{words.full}</p>}
    </fieldset>
  );
}
