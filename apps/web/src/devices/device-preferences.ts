import type { RememberedValues } from '../storage/remembered-values';

/** What a participant can be seen and heard with. */
export type DeviceKind = 'camera' | 'microphone';

/** In place of a device's id: the participant wants none of this kind. */
export const NO_DEVICE = 'none';

/** What somebody chose before joining, remembered for the next meal. */
export class DevicePreferences {
  readonly #remembered: RememberedValues;

  constructor(remembered: RememberedValues) {
    this.#remembered = remembered;
  }

  get displayName(): string {
    return this.#remembered.get('display-name') ?? '';
  }

  set displayName(name: string) {
    this.#remembered.set('display-name', name);
  }

  /** Id of the speaker, or an empty string for the browser's choice. */
  get speaker(): string {
    return this.#remembered.get('speaker') ?? '';
  }

  set speaker(deviceId: string) {
    this.#remembered.set('speaker', deviceId);
  }

  /** Id of the device, {@link NO_DEVICE}, or an empty string for the browser's choice. */
  device(kind: DeviceKind): string {
    return this.#remembered.get(kind) ?? '';
  }

  chooseDevice(kind: DeviceKind, deviceId: string): void {
    this.#remembered.set(kind, deviceId);
  }
}
