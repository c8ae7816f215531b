import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { CaptureDevice, type MediaDevicesAccess } from './capture-device';
import type { DevicePreferences } from './device-preferences';
import { type DeviceChoice, listChoices } from './device-choice';
import { Speaker } from './speaker';

/** What is needed of `navigator.mediaDevices`. */
export type ObservedMediaDevices = MediaDevicesAccess & Pick<MediaDevices, 'addEventListener' | 'removeEventListener'>;

/** The participant's own camera and microphone, from the page before joining until they leave. */
export class LocalMedia {
  readonly camera: CaptureDevice;
  readonly microphone: CaptureDevice;
  readonly speaker: Speaker;
  readonly #unfollow: () => void;
  readonly #devices: ObservedMediaDevices | undefined;
  readonly #muted = signal(false);
  readonly #cameras = signal<readonly DeviceChoice[]>([]);
  readonly #microphones = signal<readonly DeviceChoice[]>([]);

  /** @param devices undefined where the browser has none: on an insecure origin */
  constructor(devices: ObservedMediaDevices | undefined, preferences: DevicePreferences) {
    this.#devices = devices;
    this.camera = new CaptureDevice('camera', devices, preferences);
    this.microphone = new CaptureDevice('microphone', devices, preferences);
    this.speaker = new Speaker(preferences, canChooseSpeaker());
    devices?.addEventListener('devicechange', this.#list);
    // Browsers tell ids and names only once a device is on, which may be long after the page before joining.
    this.#unfollow = effect(() => {
      const [seen, heard] = [this.camera.track.value, this.microphone.track.value];
      if (seen ?? heard) this.#list();
    });
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

  /** Goes on without what could not be turned on, once the participant knows and sits down all the same. */
  forgiveFailures(): void {
    this.camera.forgiveFailure();
    this.microphone.forgiveFailure();
  }

  /** Turns both off; the lights go out. */
  stop(): void {
    this.camera.stop();
    this.microphone.stop();
  }

  close(): void {
    this.stop();
    this.#unfollow();
    this.#devices?.removeEventListener('devicechange', this.#list);
  }

  readonly #list = (): void => {
    this.#devices?.enumerateDevices().then(
      (devices) => {
        this.#cameras.value = listChoices(devices, 'videoinput');
        this.#microphones.value = listChoices(devices, 'audioinput');
        this.speaker.offer(listChoices(devices, 'audiooutput'));
      },
      () => {
        // Without a list there is nothing to choose from, and the browser's own choice stays.
      },
    );
  };
}

function canChooseSpeaker(): boolean {
  return typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;
}
