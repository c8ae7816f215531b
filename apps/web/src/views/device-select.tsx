import type { JSX } from 'preact';
import type { CaptureDevice } from '../devices/capture-device';
import { NO_DEVICE } from '../devices/device-preferences';
import type { DeviceChoice } from '../devices/local-media';
import type { Dictionary } from '../i18n/dictionary';
import { useWords } from './language-context';

/** What {@link DeviceSelect} needs. */
export interface DeviceSelectProps {
  readonly device: CaptureDevice;
  readonly choices: readonly DeviceChoice[];
}

/** The choice of a camera or microphone, and what is wrong with it. */
export function DeviceSelect({ device, choices }: DeviceSelectProps): JSX.Element {
  const words = useWords();
  const state = device.state.value;
  const names = namesOf(device, words);
  return (
    <div class="device-select">
      <label class="field">
        <span>{words.prejoin[device.kind]}</span>
        <select
          data-testid={`${device.kind}-select`}
          value={selected(device, choices)}
          onChange={(event) => void device.choose(event.currentTarget.value)}
        >
          {choices.length === 0 && <option value="">{words.prejoin[device.kind]}</option>}
          {choices.map(({ deviceId, label }, index) => (
            <option key={deviceId} value={deviceId}>
              {label || names.numbered(index + 1)}
            </option>
          ))}
          <option value={NO_DEVICE}>{names.none}</option>
        </select>
      </label>
      {state.status === 'failed' && (
        <p class="failure" role="alert" data-testid={`${device.kind}-failure`}>
          {words.device[device.kind][state.failure]}{' '}
          <button type="button" class="text-button" onClick={() => void device.start()}>
            {words.retry}
          </button>
        </p>
      )}
    </div>
  );
}

function namesOf(device: CaptureDevice, words: Dictionary): { none: string; numbered: (index: number) => string } {
  return device.kind === 'camera'
    ? { none: words.prejoin.noCamera, numbered: words.prejoin.cameraNumber }
    : { none: words.prejoin.noMicrophone, numbered: words.prejoin.microphoneNumber };
}

/** What the list shows: the choice, or what the browser took in its stead. */
function selected(device: CaptureDevice, choices: readonly DeviceChoice[]): string {
  const chosen = device.chosen.value;
  if (chosen === NO_DEVICE) return NO_DEVICE;
  const used = device.track.value?.getSettings().deviceId ?? chosen;
  return choices.some(({ deviceId }) => deviceId === used) ? used : (choices[0]?.deviceId ?? '');
}
