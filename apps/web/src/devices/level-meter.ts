import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { HeldLoudness, type Loudness } from './loudness';

/** How often the level is read, ms. */
const INTERVAL = 80;

/** Loudness below which the meter shows nothing, dB relative to full scale. */
const SILENCE = -55;

/**
 * How full a meter is for a loudness.
 * @param samples of the wave, each -1 to 1
 * @returns 0 to 1, linear in decibels from {@link SILENCE} up
 */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  const decibels = 10 * Math.log10(Math.max(power, 1e-10));
  return Math.min(1, Math.max(0, 1 - decibels / SILENCE));
}

/** Shows how loud a microphone is. */
export class LevelMeter {
  readonly #level = signal(0);
  readonly #loudness = signal<Loudness>('silent');
  readonly #heard = signal(false);
  readonly #unfollow: () => void;
  #stop: () => void = () => undefined;

  /** @param track the microphone's, while it is on */
  constructor(track: ReadonlySignal<MediaStreamTrack | undefined>) {
    this.#unfollow = effect(() => {
      this.#stop();
      this.#stop = track.value ? this.#measure(track.value) : (): void => undefined;
    });
  }

  /** 0 to 1. */
  get level(): ReadonlySignal<number> {
    return this.#level;
  }

  /** The same in words, and calmer. */
  get loudness(): ReadonlySignal<Loudness> {
    return this.#loudness;
  }

  /** Whether this microphone has been heard well at least once. */
  get heard(): ReadonlySignal<boolean> {
    return this.#heard;
  }

  close(): void {
    this.#unfollow();
    this.#stop();
  }

  #measure(track: MediaStreamTrack): () => void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    // Browsers keep an AudioContext silent until somebody has touched the page.
    const resume = (): void => void context.resume();
    document.addEventListener('pointerdown', resume);
    document.addEventListener('keydown', resume);
    const samples = new Float32Array(analyser.fftSize);
    const held = new HeldLoudness();
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.#level.value = levelOf(samples);
      this.#loudness.value = held.take(this.#level.value);
      if (this.#loudness.value === 'good' || this.#loudness.value === 'loud') this.#heard.value = true;
    }, INTERVAL);
    return () => {
      clearInterval(timer);
      document.removeEventListener('pointerdown', resume);
      document.removeEventListener('keydown', resume);
      this.#level.value = 0;
      this.#loudness.value = 'silent';
      this.#heard.value = false;
      void context.close();
    };
  }
}
