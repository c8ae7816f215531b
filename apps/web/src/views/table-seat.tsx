import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import type { TilePlace } from '../layout/place-tiles';
import type { MealStay } from '../meal/meal-stay';
import { remoteOf } from '../meal/remote-of';
import { useWords } from './language-context';
import { PaceRing } from './pace-ring';
import { ReactionFloats } from './reaction-floats';
import { Tile } from './tile';
import { TileMenuButton } from './tile-menu-button';

/** What {@link TableSeat} needs. */
export interface TableSeatProps {
  readonly participantId: string;
  readonly place: TilePlace;
  readonly stay: MealStay;
  readonly media: LocalMedia;
  /** The participant of this page wants to choose where motions are recognised. */
  readonly onRecognition: () => void;
  /** Opens what can be done about this participant. */
  readonly onMenu: () => void;
}

/** One participant's tile and all that lies over it. It follows its own participant, so nobody else's motion draws it. */
export function TableSeat({
  participantId,
  place,
  stay,
  media,
  onRecognition,
  onMenu,
}: TableSeatProps): JSX.Element | null {
  const words = useWords();
  const participant = useComputed(() =>
    stay.table.participants.value.find((one) => one.participantId === participantId),
  ).value;
  if (!participant) return null;
  const remote = remoteOf(stay, participant);
  return (
    <Tile
      participant={participant}
      place={place}
      remote={remote}
      speaks={participant.self ? stay.session.value?.speaks : remote?.speaks}
      media={participant.self ? media : undefined}
      ownRecognition={participant.self ? stay.recognition.status.value : undefined}
      onRecognition={participant.self ? onRecognition : undefined}
      speaker={media.speaker}
    >
      <PaceRing together={stay.together} participantId={participantId} />
      <ReactionFloats reactions={stay.reactions} participantId={participantId} />
      <TileMenuButton name={participant.displayName || words.table.guest} onOpen={onMenu} />
    </Tile>
  );
}
