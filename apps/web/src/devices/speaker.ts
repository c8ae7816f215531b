import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeviceChoice } from './device-choice';
import type { DevicePreferences } from './device-preferences';

/** What is needed of an element that plays sound. */
export interface SoundElement {
  setSinkId(deviceId: string): Promise<void>;
}

/** Why the chosen speaker is not heard: it vanished, or the browser refused it. The browser's own choice plays then. */
export type SpeakerFailure = 'gone' | 'failed';

/** The speaker through which the others are heard, where the browser lets a page choose. */
export class Speaker {
  /** Whether there is anything to choose. */
  readonly selectable: boolean;
  readonly #preferences: DevicePreferences;
  readonly #chosen;
  readonly #choices = signal<readonly DeviceChoice[]>([]);
  readonly #failure = signal<SpeakerFailure | undefined>(undefined);

  /** Id of the speaker that plays: the chosen one while it is there, else an empty string for the browser's choice. */
  readonly used: ReadonlySignal<string> = computed(() => {
    const chosen = this.#chosen.value;
    return this.#choices.value.some(({ deviceId }) => deviceId === chosen) ? chosen : '';
  });

  /** @param selectable whether the browser has `HTMLMediaElement.setSinkId` */
  constructor(preferences: DevicePreferences, selectable: boolean) {
    this.#preferences = preferences;
    this.selectable = selectable;
    this.#chosen = signal(preferences.speaker);
  }

  get choices(): ReadonlySignal<readonly DeviceChoice[]> {
    return this.#choices;
  }

  get failure(): ReadonlySignal<SpeakerFailure | undefined> {
    return this.#failure;
  }

  /** Takes another speaker and remembers the choice; an empty string leaves it to the browser. */
  choose(deviceId: string): void {
    this.#preferences.speaker = deviceId;
    this.#failure.value = undefined;
    this.#chosen.value = deviceId;
  }

  /** Tells which speakers there are now. One that vanished is used again when it comes back. */
  offer(choices: readonly DeviceChoice[]): void {
    const before = this.used.peek();
    this.#choices.value = choices;
    if (this.used.peek() !== '') this.#failure.value = undefined;
    else if (before !== '') this.#failure.value = 'gone';
  }

  /** Says nothing more of a failure. */
  forgiveFailure(): void {
    this.#failure.value = undefined;
  }

  /**
   * Plays an element through the speaker, whichever it is, from now on.
   * @returns ends it
   */
  follow(element: SoundElement): () => void {
    if (!this.selectable) return () => undefined;
    let present = '';
    return effect(() => {
      const deviceId = this.used.value;
      // A new element plays through the browser's choice without being told.
      if (deviceId === present) return;
      present = deviceId;
      element.setSinkId(deviceId).catch(() => {
        if (this.used.peek() === deviceId) this.#failure.value = 'failed';
      });
    });
  }
}
