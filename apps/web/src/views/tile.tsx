import type { RecognitionState } from '@bapsang/shared';
import type { ComponentChildren, CSSProperties, JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import type { Speaker } from '../devices/speaker';
import type { TilePlace } from '../layout/place-tiles';
import type { TableParticipant } from '../meal/table-state';
import type { RemoteConnection } from '../openvidu/remote-connection';
import type { RecognitionStatus } from '../recognition/recognition-status';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';
import { MotionIcon } from './motion-icon';
import { RemoteVideo } from './remote-video';
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
  /** For the own tile: the participant wants to choose where motions are recognised. */
  readonly onRecognition: (() => void) | undefined;
  /** Through which the others are heard. */
  readonly speaker: Speaker;
  /** What lies over the picture. */
  readonly children?: ComponentChildren;
}

/** One participant at the table. */
export function Tile(props: TileProps): JSX.Element {
  const { participant, place, remote, media, ownRecognition, onRecognition, speaker, children } = props;
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
      style={styleOf(place)}
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
        quiet={ownRecognition?.state === 'starting' ? words.recognition.starting : undefined}
        onChange={onRecognition}
      />
      <div class="tile-foot">
        <p class="tile-name">
          {!heard && (
            <span class="silent" role="img" aria-label={words.table.muted}>
              <ControlIcon name="microphoneOff" />
            </span>
          )}
          <span>{name}</span>
          {self && <em>{words.table.you}</em>}
        </p>
        {recognition !== 'off' && <Totals participant={participant} />}
      </div>
      {children}
    </li>
  );
}

function styleOf(place: TilePlace): CSSProperties {
  const size = { inlineSize: `${String(place.width)}px`, blockSize: `${String(place.height)}px` };
  if (!('left' in place)) return size;
  return { ...size, position: 'absolute', left: `${String(place.left)}px`, top: `${String(place.top)}px` };
}

/** The participant's own link knows of a pause before the table does. */
function ownState({ recognition }: TableParticipant, own: RecognitionStatus): RecognitionState {
  if (own.state === 'off') return 'off';
  return own.state === 'active' ? recognition : 'paused';
}

interface MotionChipProps {
  readonly participant: TableParticipant;
  readonly recognition: RecognitionState;
  /** Said in place of the state where there is no motion to show. */
  readonly quiet: string | undefined;
  /** Makes a button of it. */
  readonly onChange: (() => void) | undefined;
}

function MotionChip({ participant, recognition, quiet, onChange }: MotionChipProps): JSX.Element {
  const words = useWords();
  const { motion, receivedAt } = participant;
  const active = recognition === 'active';
  const content = active ? (
    <>
      <MotionIcon motion={motion} />
      {words.motion[motion]}
    </>
  ) : (
    (quiet ?? words.recognition[recognition])
  );
  const look = { class: active ? 'chip' : 'chip quiet', 'data-motion': active ? motion : undefined };
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

/** The first letter as people see it, which may be several code points. */
function initialOf(name: string): string {
  return [...new Intl.Segmenter().segment(name)][0]?.segment ?? '';
}
