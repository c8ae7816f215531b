import type { JSX } from 'preact';
import type { Reactions } from '../chat/reactions';
import { useWords } from './language-context';
import { ReactionIcon } from './reaction-icon';

/** What {@link ReactionFloats} needs. */
export interface ReactionFloatsProps {
  readonly reactions: Reactions;
  readonly participantId: string;
}

/** How many lanes reactions rise in, so that they do not cover each other. */
const LANES = 3;

/** The reactions of one participant, over their tile; told in words elsewhere. */
export function ReactionFloats({ reactions, participantId }: ReactionFloatsProps): JSX.Element {
  const words = useWords();
  const own = reactions.shown.value.filter((shown) => shown.participantId === participantId);
  return (
    <div class="reaction-floats" aria-hidden="true">
      {own.map(({ number, reaction }) => (
        <span
          key={number}
          class="reaction-float"
          data-testid="reaction-float"
          data-reaction={reaction}
          data-lane={number % LANES}
        >
          <ReactionIcon reaction={reaction} />
          {words.reaction.names[reaction]}
        </span>
      ))}
    </div>
  );
}
