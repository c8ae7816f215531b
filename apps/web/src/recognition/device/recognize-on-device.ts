import type { ReadonlySignal } from '@preact/signals';
import { Battery, type BatteryAccess } from '../battery';
import { CameraPictures } from './camera-pictures';
import { DeviceRecognition, type DeviceRecognitionParts } from './device-recognition';
import { WorkerRecognizer } from './worker-recognizer';

/**
 * Begins to recognise on the device. Import this file with `import()` and only for who chose it: it brings the recogniser
 * along, which loads the models.
 * @param camera its track, while it is on
 */
export function recognizeOnDevice(
  camera: ReadonlySignal<MediaStreamTrack | undefined>,
  parts: Omit<DeviceRecognitionParts, 'pictures' | 'openRecognizer' | 'battery'>,
): DeviceRecognition {
  return new DeviceRecognition({
    ...parts,
    battery: new Battery(navigator as BatteryAccess),
    pictures: new CameraPictures(camera),
    openRecognizer: () =>
      new WorkerRecognizer(new Worker(new URL('./recognition-worker.ts', import.meta.url), { type: 'module' })),
  });
}
