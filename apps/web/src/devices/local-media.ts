import { type ReadonlySignal, signal } from '@preact/signals';
import { CaptureDevice, type MediaDevicesAccess } from './capture-device';
import type { DevicePreferences } from './device-preferences';

/** A camera or microphone that can be chosen. */
export interface DeviceChoice {
  readonly deviceId: string;
  /** Empty until the browser may tell it. */
  readonly label: string;
}

/** What is needed of `navigator.mediaDevices`. */
export type ObservedMediaDevices = MediaDevicesAccess & Pick<MediaDevices, 'addEventListener' | 'removeEventListener'>;

/** The participant's own camera and microphone, from the page before joining until they leave. */
export class LocalMedia {
  readonly camera: CaptureDevice;
  readonly microphone: CaptureDevice;
  readonly #devices: ObservedMediaDevices | undefined;
  readonly #muted = signal(false);
  readonly #cameras = signal<readonly DeviceChoice[]>([]);
  readonly #microphones = signal<readonly DeviceChoice[]>([]);

  /** @param devices undefined where the browser has none: on an insecure origin */
  constructor(devices: ObservedMediaDevices | undefined, preferences: DevicePreferences) {
    this.#devices = devices;
    this.camera = new CaptureDevice('camera', devices, preferences);
    this.microphone = new CaptureDevice('microphone', devices, preferences);
    devices?.addEventListener('devicechange', this.#list);
  }

  get cameras(): ReadonlySignal<readonly DeviceChoice[]> {
    return this.#cameras;
  }

  get microphones(): ReadonlySignal<readonly DeviceChoice[]> {
    return this.#microphones;
  }

  /** Whether the microphone is on but silent. */
  get muted(): ReadonlySignal<boolean> {
    return this.#muted;
  }

  setMuted(muted: boolean): void {
    this.#muted.value = muted;
  }

  /** Turns on what was chosen. One after the other, because browsers ask for each. */
  async start(): Promise<void> {
    await this.camera.start();
    await this.microphone.start();
    this.#list();
  }

  /** Turns both off; the lights go out. */
  stop(): void {
    this.camera.stop();
    this.microphone.stop();
  }

  close(): void {
    this.stop();
    this.#devices?.removeEventListener('devicechange', this.#list);
  }

  readonly #list = (): void => {
    this.#devices?.enumerateDevices().then(
      (devices) => {
        this.#cameras.value = choices(devices, 'videoinput');
        this.#microphones.value = choices(devices, 'audioinput');
      },
      () => {
        // Without a list there is nothing to choose from, and the browser's own choice stays.
      },
    );
  };
}

/** Before permission browsers list devices without ids; those cannot be chosen. */
function choices(devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly DeviceChoice[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
