import type { RecognitionState } from '@bapsang/shared';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import type { Speaker } from '../devices/speaker';
import { initialOf } from '../i18n/initial-of';
import type { TilePlace } from '../layout/place-tiles';
import type { TableParticipant } from '../meal/table-state';
import type { RemoteConnection } from '../openvidu/remote-connection';
import type { RecognitionStatus } from '../recognition/recognition-status';
import { useWords } from './language-context';
import { MotionChip } from './motion-chip';
import { MotionIcon } from './motion-icon';
import { placeStyle } from './place-style';
import { RemoteVideo } from './remote-video';
import { TileName } from './tile-name';
import { TrackVideo } from './track-video';

/** What {@link Tile} needs. */
export interface TileProps {
  readonly participant: TableParticipant;
  readonly place: TilePlace;
  /** For somebody else: their connection, while there is one. */
  readonly remote: RemoteConnection | undefined;
  /** For the own tile. */
  readonly media: LocalMedia | undefined;
  readonly ownRecognition: RecognitionStatus | undefined;
  /** Whether their voice is heard now; undefined while they are not connected. */
  readonly speaks: ReadonlySignal<boolean> | undefined;
  /** For the own tile: the participant wants to choose where motions are recognised. */
  readonly onRecognition: (() => void) | undefined;
  /** Through which the others are heard. */
  readonly speaker: Speaker;
  /** What lies over the picture. */
  readonly children?: ComponentChildren;
}

/** One participant at the table. */
export function Tile(props: TileProps): JSX.Element {
  const { participant, place, remote, media, ownRecognition, onRecognition, speaks, speaker, children } = props;
  const words = useWords();
  const { participantId, totals, motion, self } = participant;
  const name = participant.displayName || words.table.guest;
  const recognition = ownRecognition ? ownState(participant, ownRecognition) : participant.recognition;
  const seen = media ? media.camera.track.value !== undefined : (remote?.sendsVideo.value ?? false);
  const heard = media
    ? media.microphone.track.value !== undefined && !media.muted.value
    : (remote?.sendsAudio.value ?? false);
  return (
    <li
      class="tile"
      data-testid="tile"
      data-participant-id={participantId}
      data-motion={motion}
      data-bites={totals.bites}
      data-sips={totals.sips}
      data-recognition={recognition}
      data-self={self}
      data-captured-at={participant.capturedAt}
      data-received-at={participant.receivedAt}
      data-seen={seen}
      style={placeStyle(place)}
    >
      {media ? (
        <TrackVideo track={media.camera.track.value} label={name} />
      ) : (
        <RemoteVideo remote={remote} label={name} speaker={speaker} />
      )}
      {!seen && (
        <p class="initial">
          <span aria-hidden="true">{initialOf(name)}</span>
          <span class="visually-hidden">{words.table.noVideo}</span>
        </p>
      )}
      <MotionChip
        participant={participant}
        recognition={recognition}
        quiet={ownRecognition?.state === 'starting' ? words.recognition.starting(ownRecognition.loaded) : undefined}
        onChange={onRecognition}
      />
      <div class="tile-foot">
        <TileName name={name} self={self} heard={heard} speaks={speaks} />
        {recognition !== 'off' && <Totals participant={participant} />}
      </div>
      {children}
    </li>
  );
}

/** The participant's own link knows of a pause before the table does. */
function ownState({ recognition }: TableParticipant, own: RecognitionStatus): RecognitionState {
  if (own.state === 'off') return 'off';
  return own.state === 'active' ? recognition : 'paused';
}

function Totals({ participant: { totals } }: { readonly participant: TableParticipant }): JSX.Element {
  const words = useWords();
  return (
    <p class="totals">
      <span key={`bites ${String(totals.bites)}`} role="img" aria-label={words.table.bites(totals.bites)}>
        <MotionIcon motion="bite" />
        {totals.bites}
      </span>
      <span key={`sips ${String(totals.sips)}`} role="img" aria-label={words.table.sips(totals.sips)}>
        <MotionIcon motion="drink" />
        {totals.sips}
      </span>
    </p>
  );
}
