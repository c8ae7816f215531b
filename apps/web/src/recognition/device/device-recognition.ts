import { MotionNews, type ToldMotion } from '@bapsang/recognition/motion/motion-news';
import { type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from '../../time/backoff';
import type { Clock } from '../../time/clock';
import type { Battery } from '../battery';
import { untilTrue } from '../until';
import { DevicePace } from './device-pace';
import type { Picture, PictureSource } from './picture-source';
import { type Recognizer, RecognizerError } from './recognizer';

/** What recognition on the device works with. */
export interface DeviceRecognitionParts {
  readonly pictures: PictureSource;
  /** Begins a recogniser beside the page. */
  readonly openRecognizer: () => Recognizer;
  /** Whether there is something to look at: the tab is visible and the camera on. */
  readonly watching: ReadonlySignal<boolean>;
  readonly clock: Clock;
  /**
   * Takes a change or an event; it must not be lost, so it is kept until it is delivered.
   * @param model the motion model that saw it, as `name@version`
   */
  readonly report: (seen: ToldMotion, model: string) => Promise<void>;
  readonly battery: Pick<Battery, 'level' | 'close'>;
}

/**
 * Why nothing is looked at: `resting` the tab is hidden or the camera off, `lost` the models could not be loaded or the
 * recognition broke down and is tried again, `broken` this device cannot do it.
 */
export type DevicePauseReason = 'resting' | 'lost' | 'broken';

/** What recognition on the device is doing. */
export type DeviceRecognitionStatus =
  | { readonly state: 'off' }
  /** The models are being loaded, which is done so much, per cent. */
  | { readonly state: 'starting'; readonly loaded: number }
  | { readonly state: 'active' }
  | { readonly state: 'paused'; readonly reason: DevicePauseReason };

/** A picture fits into it, px: what the ai-worker is given too. */
export const PICTURE_BOX = { width: 320, height: 240 } as const;

/** How long after a breakdown it begins again, ms. */
const RESTART_PAUSE = 3000;

/** A breakdown after so long counts as the first again, ms: what crashes once an hour is worth restarting. */
const STEADY_AFTER = 60_000;

/** How soon a camera without a new picture is asked again, ms. */
const NO_PICTURE_PAUSE = 50;

/**
 * Recognises the participant's motions in their own browser for as long as they sit at the table: no picture leaves the
 * device, only changes of motion, bites and sips are reported. One picture at a time, always the newest, as often as the device
 * manages beside the call.
 */
export class DeviceRecognition {
  readonly #parts: DeviceRecognitionParts;
  readonly #status = signal<DeviceRecognitionStatus>({ state: 'starting', loaded: 0 });
  readonly #closing = new AbortController();
  readonly #news = new MotionNews();
  readonly #ended: Promise<void>;
  #recognizer: Recognizer | undefined;
  #lastCapture = 0;

  constructor(parts: DeviceRecognitionParts) {
    this.#parts = parts;
    this.#ended = this.#run();
  }

  get status(): ReadonlySignal<DeviceRecognitionStatus> {
    return this.#status;
  }

  /** Ends the recogniser, whatever it is doing, and every timer at once. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#recognizer?.close();
    this.#parts.pictures.close();
    this.#parts.battery.close();
    await this.#ended;
    this.#status.value = { state: 'off' };
  }

  async #run(): Promise<void> {
    const { clock } = this.#parts;
    const loading = new Backoff();
    let breakdowns = 0;
    while (!this.#isOver()) {
      const began = clock.now();
      const { fault } = await this.#work();
      if (this.#isOver()) return;
      if (clock.now() - began > STEADY_AFTER) breakdowns = 0;
      if (fault === 'crashed') breakdowns += 1;
      if (fault === 'unsupported' || breakdowns > 1) {
        this.#pause('broken');
        return;
      }
      this.#pause('lost');
      await clock.sleep(fault === 'crashed' ? RESTART_PAUSE : loading.next(), this.#closing.signal);
    }
  }

  /** Works with one recogniser until it ends. */
  async #work(): Promise<RecognizerError> {
    this.#status.value = { state: 'starting', loaded: 0 };
    const recognizer = this.#parts.openRecognizer();
    this.#recognizer = recognizer;
    try {
      const model = await recognizer.start((loaded) => (this.#status.value = { state: 'starting', loaded }));
      return await this.#watch(recognizer, model);
    } catch (error) {
      return error instanceof RecognizerError ? error : new RecognizerError('crashed', String(error));
    } finally {
      recognizer.close();
    }
  }

  async #watch(recognizer: Recognizer, model: string): Promise<never> {
    const { clock, watching, battery, report } = this.#parts;
    const pace = new DevicePace();
    this.#news.forget();
    for (;;) {
      if (!watching.value) {
        this.#pause('resting');
        await untilTrue(watching, this.#closing.signal);
        pace.rest();
        this.#news.forget();
      }
      const began = clock.now();
      const picture = await this.#capture();
      if (this.#isOver()) {
        picture?.bitmap.close();
        throw new RecognizerError('crashed', 'It was closed.');
      }
      if (!picture) {
        await clock.sleep(NO_PICTURE_PAUSE, this.#closing.signal);
        continue;
      }
      const { update, timings } = await recognizer.look(picture, pace.effort);
      this.#status.value = { state: 'active' };
      const seen = this.#news.update(update, picture.capturedAt);
      if (seen) void report(seen, model);
      await clock.sleep(pace.next(began, clock.now(), timings, battery.level.peek()), this.#closing.signal);
    }
  }

  /** Motion wants every picture to be later than the one before, which clocks that are set back do not grant. */
  async #capture(): Promise<Picture | undefined> {
    if (!this.#parts.watching.peek()) return undefined;
    const picture = await this.#parts.pictures.capture(PICTURE_BOX);
    if (!picture) return undefined;
    this.#lastCapture = Math.max(picture.capturedAt, this.#lastCapture + 1);
    return { ...picture, capturedAt: this.#lastCapture };
  }

  #isOver(): boolean {
    return this.#closing.signal.aborted;
  }

  #pause(reason: DevicePauseReason): void {
    this.#status.value = { state: 'paused', reason };
  }
}
