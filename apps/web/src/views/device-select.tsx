import type { JSX } from 'preact';
import type { CaptureDevice } from '../devices/capture-device';
import type { DeviceChoice } from '../devices/device-choice';
import { NO_DEVICE } from '../devices/device-preferences';
import { deviceName, withoutDevice } from './device-names';
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
          {choices.map((choice, index) => (
            <option key={choice.deviceId} value={choice.deviceId}>
              {deviceName(choice, index, device.kind, words)}
            </option>
          ))}
          <option value={NO_DEVICE}>{withoutDevice(device.kind, words)}</option>
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

/** What the list shows: the choice, or what the browser took in its stead. */
function selected(device: CaptureDevice, choices: readonly DeviceChoice[]): string {
  const chosen = device.chosen.value;
  if (chosen === NO_DEVICE) return NO_DEVICE;
  const used = device.track.value?.getSettings().deviceId ?? chosen;
  return choices.some(({ deviceId }) => deviceId === used) ? used : (choices[0]?.deviceId ?? '');
}
