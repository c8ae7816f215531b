import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useWords } from './language-context';

/** What {@link AgreementQuestion} needs. */
export interface AgreementQuestionProps {
  /** Undefined until answered, which counts as no. */
  readonly answer: Signal<boolean | undefined>;
  /** Whether a recognition server has room now. */
  readonly available: boolean;
}

/** Whether small pictures of the camera may go to a recognition server. */
export function AgreementQuestion({ answer, available }: AgreementQuestionProps): JSX.Element {
  const words = useWords();
  return (
    <fieldset class="agreement">
      <legend>{words.agreement.question}</legend>
      <ul>
        <li>{words.agreement.sent}</li>
        <li>{words.agreement.kept}</li>
      </ul>
      <div class="choices">
        <Choice answer={answer} value label={words.agreement.yes} hint={words.agreement.yesHint} />
        <Choice answer={answer} value={false} label={words.agreement.no} hint={words.agreement.noHint} />
      </div>
      {answer.value === undefined && <p class="hint">{words.agreement.unanswered}</p>}
      {!available && <p class="hint">{words.agreement.unavailable}</p>}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly answer: Signal<boolean | undefined>;
  readonly value: boolean;
  readonly label: string;
  readonly hint: string;
}

function Choice({ answer, value, label, hint }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <input
        type="radio"
        name="agreement"
        data-testid={value ? 'agree-yes' : 'agree-no'}
        checked={answer.value === value}
        onChange={() => (answer.value = value)}
      />
      <span>
        <strong>{label}</strong>
        <small>{hint}</small>
      </span>
    </label>
  );
}
