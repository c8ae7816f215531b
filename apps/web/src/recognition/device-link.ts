import type { SeenMotion } from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import type { DeviceRecognition, DeviceRecognitionStatus } from './device/device-recognition';
import { MotionDelivery, type MotionDeliveryParts } from './motion-delivery';
import type { Recogniser } from './recogniser';
import type { RecognitionStatus } from './recognition-status';

/** What a recogniser on the device is given. */
export interface DeviceRecogniserParts {
  /** Whether there is something to look at: the tab is visible and the camera on. */
  readonly watching: ReadonlySignal<boolean>;
  readonly clock: Clock;
  /**
   * Takes a change or an event.
   * @param model the motion model that saw it, as `name@version`
   */
  readonly report: (seen: Pick<SeenMotion, keyof SeenMotion>, model: string) => Promise<void>;
}

/** A recogniser on the device; it has more to tell of itself than the table shows. */
export type DeviceRecogniser = Pick<DeviceRecognition, 'status' | 'close'>;

/** Makes a recogniser on the device. */
export type OpenDeviceRecogniser = (parts: DeviceRecogniserParts) => DeviceRecogniser;

/** Loads the code of the recogniser on the device, which is large. */
export type LoadDeviceRecogniser = () => Promise<OpenDeviceRecogniser>;

/** What a {@link DeviceLink} works with. */
export interface DeviceLinkParts
  extends Pick<DeviceRecogniserParts, 'watching' | 'clock'>, Pick<MotionDeliveryParts, 'send' | 'restate'> {
  readonly load: LoadDeviceRecogniser;
}

/** Recognition on the device for one seat: loads the recogniser and brings to the api what it sees. No picture leaves the page. */
export class DeviceLink implements Recogniser {
  readonly #parts: DeviceLinkParts;
  readonly #closing = new AbortController();
  readonly #recogniser = signal<DeviceRecogniser | undefined>(undefined);
  readonly #loadingFails = signal(false);
  readonly #delivery: MotionDelivery;
  readonly #loaded: Promise<void>;

  readonly status: ReadonlySignal<RecognitionStatus> = computed(() => {
    const recogniser = this.#recogniser.value;
    if (recogniser) return shownStatus(recogniser.status.value);
    return this.#loadingFails.value ? { state: 'paused', reason: 'lost' } : { state: 'starting' };
  });

  constructor(parts: DeviceLinkParts) {
    this.#parts = parts;
    const { send, restate, clock } = parts;
    const looking = computed(() => this.status.value.state === 'active');
    this.#delivery = new MotionDelivery({ send, restate, looking, clock });
    this.#loaded = this.#load();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#recogniser.value?.close(), this.#delivery.close(), this.#loaded]);
  }

  async #load(): Promise<void> {
    const { load, watching, clock } = this.#parts;
    const backoff = new Backoff();
    const over = (): boolean => this.#closing.signal.aborted;
    while (!over()) {
      try {
        const open = await load();
        if (over()) return;
        const report: DeviceRecogniserParts['report'] = (seen, model) => {
          this.#delivery.report(seen, model);
          return Promise.resolve();
        };
        this.#recogniser.value = open({ watching, clock, report });
        return;
      } catch {
        this.#loadingFails.value = true;
        await clock.sleep(backoff.next(), this.#closing.signal);
      }
    }
  }
}

function shownStatus(status: DeviceRecognitionStatus): RecognitionStatus {
  return status.state === 'off' ? { state: 'starting' } : status;
}
