import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { LocalMedia } from '../devices/local-media';

/** The host's request to mute, until the participant answers it. Nobody but the participant mutes the microphone. */
export class MuteRequest {
  readonly #media: Pick<LocalMedia, 'microphone' | 'muted' | 'setMuted'>;
  readonly #pending = signal(false);
  readonly #audible: ReadonlySignal<boolean>;
  readonly #unfollow: () => void;

  constructor(media: Pick<LocalMedia, 'microphone' | 'muted' | 'setMuted'>) {
    this.#media = media;
    this.#audible = computed(() => media.microphone.track.value !== undefined && !media.muted.value);
    this.#unfollow = effect(() => {
      // Who mutes without being told to has answered.
      if (!this.#audible.value) this.#pending.value = false;
    });
  }

  /** Whether an answer is awaited. */
  get pending(): ReadonlySignal<boolean> {
    return this.#pending;
  }

  /** Takes a request that came; who cannot be heard is not bothered with it. */
  take(): void {
    if (this.#audible.peek()) this.#pending.value = true;
  }

  accept(): void {
    this.#media.setMuted(true);
  }

  /** The microphone stays on, and nobody is told. */
  decline(): void {
    this.#pending.value = false;
  }

  close(): void {
    this.#unfollow();
  }
}
