import type { DeviceChoice } from '../devices/device-choice';
import type { DeviceKind } from '../devices/device-preferences';
import type { Dictionary } from '../i18n/dictionary';

/**
 * What to call a device in a list.
 * @param index its place in the list of its kind, for a browser that tells no names; from 0
 */
export function deviceName({ label }: DeviceChoice, index: number, kind: DeviceKind, words: Dictionary): string {
  if (label) return label;
  return kind === 'camera' ? words.prejoin.cameraNumber(index + 1) : words.prejoin.microphoneNumber(index + 1);
}

/** What to call going without a device. */
export function withoutDevice(kind: DeviceKind, words: Dictionary): string {
  return kind === 'camera' ? words.prejoin.noCamera : words.prejoin.noMicrophone;
}
