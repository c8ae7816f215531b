import type { JSX } from 'preact';
import type { CaptureDevice } from '../devices/capture-device';
import { NO_DEVICE } from '../devices/device-preferences';
import type { LocalMedia } from '../devices/local-media';
import { DeviceSelect } from './device-select';
import { useWords } from './language-context';
import { LevelBar } from './level-bar';
import { SpeakerSelect } from './speaker-select';

/** Another camera, microphone or speaker, at the table. */
export function DeviceMenu({ media }: { readonly media: LocalMedia }): JSX.Element {
  const words = useWords();
  const { camera, microphone, speaker } = media;
  return (
    <section class="device-menu" aria-label={words.devices.title}>
      <DeviceSelect device={camera} choices={media.cameras.value} />
      {isTurnedOff(camera) && <p class="hint">{words.devices.cameraOffHint}</p>}
      <DeviceSelect device={microphone} choices={media.microphones.value} />
      {isTurnedOff(microphone) && <p class="hint">{words.devices.microphoneOffHint}</p>}
      {microphone.track.value && media.muted.value && <p class="hint">{words.devices.mutedHint}</p>}
      <LevelBar track={microphone.track} />
      <SpeakerSelect speaker={speaker} />
    </section>
  );
}

function isTurnedOff(device: CaptureDevice): boolean {
  return device.state.value.status === 'off' && device.chosen.value !== NO_DEVICE;
}
