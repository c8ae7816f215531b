import type { JSX } from 'preact';
import type { CaptureDevice } from '../devices/capture-device';
import type { DeviceChoice } from '../devices/device-choice';
import type { LocalMedia } from '../devices/local-media';
import { deviceName } from './device-names';
import { useWords } from './language-context';

/** What is wrong with camera, microphone or speaker at the table, and the way on: another one, again, or without. */
export function DeviceNotices({ media }: { readonly media: LocalMedia }): JSX.Element {
  return (
    <div class="notices" role="alert">
      <DeviceNotice device={media.camera} choices={media.cameras.value} />
      <DeviceNotice device={media.microphone} choices={media.microphones.value} />
      <SpeakerNotice media={media} />
    </div>
  );
}

interface DeviceNoticeProps {
  readonly device: CaptureDevice;
  readonly choices: readonly DeviceChoice[];
}

function DeviceNotice({ device, choices }: DeviceNoticeProps): JSX.Element | null {
  const words = useWords();
  const state = device.state.value;
  if (state.status !== 'failed') return null;
  const { kind } = device;
  // Where the browser lets none be used, another one would not be either.
  const refused = state.failure === 'denied' || state.failure === 'insecure';
  const other = refused ? -1 : choices.findIndex(({ deviceId }) => deviceId !== device.chosen.value);
  const offer = choices[other];
  return (
    <div class="notice urgent" data-testid={`${kind}-notice`}>
      <p>{words.device[kind][state.failure]}</p>
      <div class="row">
        {offer && (
          <button
            type="button"
            class="button"
            data-testid={`use-other-${kind}`}
            onClick={() => void device.choose(offer.deviceId)}
          >
            {words.devices.use(deviceName(offer, other, kind, words))}
          </button>
        )}
        <button type="button" class="button" data-testid={`retry-${kind}`} onClick={() => void device.start()}>
          {words.retry}
        </button>
        <button type="button" class="button" data-testid={`forgive-${kind}`} onClick={() => device.forgiveFailure()}>
          {words.devices.goOn}
        </button>
      </div>
    </div>
  );
}

function SpeakerNotice({ media: { speaker } }: { readonly media: LocalMedia }): JSX.Element | null {
  const words = useWords();
  const failure = speaker.failure.value;
  if (!failure) return null;
  const choices = speaker.choices.value;
  const other = choices.findIndex(({ deviceId }) => deviceId !== speaker.used.value);
  const offer = choices[other];
  return (
    <div class="notice" data-testid="speaker-notice">
      <p>{words.device.speaker[failure]}</p>
      <div class="row">
        {offer && (
          <button
            type="button"
            class="button"
            data-testid="use-other-speaker"
            onClick={() => speaker.choose(offer.deviceId)}
          >
            {words.devices.use(offer.label || words.devices.speakerNumber(other + 1))}
          </button>
        )}
        <button type="button" class="button" data-testid="forgive-speaker" onClick={() => speaker.forgiveFailure()}>
          {words.devices.understood}
        </button>
      </div>
    </div>
  );
}
