import type { RecognitionState } from '@bapsang/shared';
import type { JSX } from 'preact';
import type { TableParticipant } from '../meal/table-state';
import { useWords } from './language-context';
import { MotionIcon } from './motion-icon';

/** What {@link MotionChip} needs. */
export interface MotionChipProps {
  readonly participant: TableParticipant;
  readonly recognition: RecognitionState;
  /** Said in place of the state where there is no motion to show. */
  readonly quiet: string | undefined;
  /** Makes a button of it. */
  readonly onChange: (() => void) | undefined;
}

/** What somebody is doing, by a shape and a word. Of others without recognition there is nothing to show. */
export function MotionChip({ participant, recognition, quiet, onChange }: MotionChipProps): JSX.Element {
  const words = useWords();
  const { motion, receivedAt } = participant;
  if (recognition === 'off' && !onChange) return <p class="visually-hidden">{words.recognition.off}</p>;
  const active = recognition === 'active';
  const look = { class: active ? 'chip' : 'chip quiet', 'data-motion': active ? motion : undefined };
  const content = (
    <>
      {active && <MotionIcon motion={motion} />}
      <span>{recognition === 'active' ? words.motion[motion] : (quiet ?? words.recognition[recognition])}</span>
    </>
  );
  if (!onChange) {
    return (
      <p {...look} key={receivedAt}>
        {content}
      </p>
    );
  }
  // The same element whatever it says: a button that is replaced loses the focus.
  return (
    <button {...look} type="button" data-testid="own-recognition" aria-haspopup="dialog" onClick={onChange}>
      {content}
      <span class="visually-hidden">. {words.consent.change}</span>
    </button>
  );
}
