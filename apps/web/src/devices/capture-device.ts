import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type DeviceFailure, readDeviceFailure } from './device-failure';
import { type DeviceKind, type DevicePreferences, NO_DEVICE } from './device-preferences';

/** What a device is doing. */
export type CaptureState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'on'; readonly track: MediaStreamTrack }
  | { readonly status: 'failed'; readonly failure: DeviceFailure };

/** What is needed of `navigator.mediaDevices`. */
export type MediaDevicesAccess = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

const OFF: CaptureState = { status: 'off' };

/** The participant's camera, or microphone: starts it, stops it, remembers which one was chosen. */
export class CaptureDevice {
  readonly kind: DeviceKind;
  readonly #access: MediaDevicesAccess | undefined;
  readonly #preferences: DevicePreferences;
  readonly #state = signal<CaptureState>(OFF);
  readonly #chosen;
  /** Grows with every start and stop, so that a slow start that nobody waits for any more is undone. */
  #attempt = 0;

  /** The live track, while the device is on. */
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;

  /** @param access undefined where the browser has none: on an insecure origin */
  constructor(kind: DeviceKind, access: MediaDevicesAccess | undefined, preferences: DevicePreferences) {
    this.kind = kind;
    this.#access = access;
    this.#preferences = preferences;
    this.#chosen = signal(preferences.device(kind));
    this.track = computed(() => (this.#state.value.status === 'on' ? this.#state.value.track : undefined));
  }

  get state(): ReadonlySignal<CaptureState> {
    return this.#state;
  }

  /** Id of the chosen device, NO_DEVICE, or an empty string for the browser's choice. */
  get chosen(): ReadonlySignal<string> {
    return this.#chosen;
  }

  /** Takes another device, or none, and remembers the choice. What was turned off stays off. */
  async choose(deviceId: string): Promise<void> {
    const turnedOff = this.#state.value.status === 'off' && this.#chosen.value !== NO_DEVICE;
    this.#chosen.value = deviceId;
    this.#preferences.chooseDevice(this.kind, deviceId);
    this.stop();
    if (!turnedOff) await this.start();
  }

  /** Turns the chosen device on. A failure is told by the state and not thrown. */
  async start(): Promise<void> {
    if (this.#chosen.value === NO_DEVICE || this.#state.value.status === 'on') return;
    const access = this.#access;
    if (!access) {
      this.#state.value = { status: 'failed', failure: 'insecure' };
      return;
    }
    const attempt = ++this.#attempt;
    this.#state.value = { status: 'starting' };
    try {
      const track = await this.#open(access);
      if (attempt === this.#attempt) this.#follow(track);
      else track.stop();
    } catch (error) {
      if (attempt === this.#attempt) this.#state.value = { status: 'failed', failure: readDeviceFailure(error) };
    }
  }

  /** Turns the device on even where the choice was to go without. */
  async startAny(): Promise<void> {
    if (this.#chosen.value === NO_DEVICE) await this.choose('');
    else await this.start();
  }

  /** Goes on without a device that failed: it is off then, and nothing is said of it any more. */
  forgiveFailure(): void {
    if (this.#state.value.status === 'failed') this.#state.value = OFF;
  }

  /** Turns the device off at once; its light goes out. */
  stop(): void {
    this.#attempt += 1;
    this.track.value?.stop();
    this.#state.value = OFF;
  }

  async #open(access: MediaDevicesAccess): Promise<MediaStreamTrack> {
    const deviceId = this.#chosen.value;
    // A mere wish for a device would give way to the wishes for size and rate, and another camera would come.
    const stream = await access
      .getUserMedia(this.#constraints(deviceId ? { deviceId: { exact: deviceId } } : {}))
      .catch((error: unknown) => {
        if (!deviceId || readDeviceFailure(error) !== 'missing') throw error;
        // What was chosen for an earlier meal may not be plugged in today.
        return access.getUserMedia(this.#constraints({}));
      });
    const track = stream.getTracks()[0];
    if (!track) throw new DOMException('The browser gave no track.', 'NotFoundError');
    return track;
  }

  #constraints(device: MediaTrackConstraints): MediaStreamConstraints {
    return this.kind === 'camera'
      ? { video: { ...device, width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } }
      : { audio: { ...device, echoCancellation: true, noiseSuppression: true } };
  }

  #follow(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      if (this.track.value === track) this.#state.value = { status: 'failed', failure: 'gone' };
    });
    this.#state.value = { status: 'on', track };
  }
}
