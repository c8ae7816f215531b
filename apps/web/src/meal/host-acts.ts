import { ApplicationError } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ApiClient } from '../api/api-client';
import { type FailureSentence, failureSentence } from '../api/failure-sentence';

/** What is needed of the api for the host. */
export type HostApi = Pick<ApiClient, 'requestMute' | 'removeParticipant' | 'endMeal'>;

/** What the host of a meal can do, one thing at a time. */
export class HostActs {
  readonly #api: HostApi;
  readonly #mealId: string;
  readonly #hostKey: string;
  readonly #busy = signal(false);
  readonly #failure = signal<FailureSentence | undefined>(undefined);

  constructor(api: HostApi, mealId: string, hostKey: string) {
    this.#api = api;
    this.#mealId = mealId;
    this.#hostKey = hostKey;
  }

  /** Whether something is under way. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  /** Why the last thing did not work. */
  get failure(): ReadonlySignal<FailureSentence | undefined> {
    return this.#failure;
  }

  /** Says nothing more of the last failure. */
  forgiveFailure(): void {
    this.#failure.value = undefined;
  }

  /**
   * Asks a participant to mute; they decide.
   * @returns whether they were asked, or need not be because they have left
   */
  async requestMute(participantId: string): Promise<boolean> {
    return this.#act(() => this.#api.requestMute(this.#mealId, participantId, this.#hostKey));
  }

  /**
   * Takes a participant off the table.
   * @returns whether they are gone
   */
  async remove(participantId: string): Promise<boolean> {
    return this.#act(() => this.#api.removeParticipant(this.#mealId, participantId, this.#hostKey));
  }

  /**
   * Ends the meal for everybody, this page included.
   * @returns whether it is over
   */
  async end(): Promise<boolean> {
    return this.#act(() => this.#api.endMeal(this.#mealId, this.#hostKey));
  }

  async #act(act: () => Promise<void>): Promise<boolean> {
    if (this.#busy.value) return false;
    this.#busy.value = true;
    this.#failure.value = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      if (error instanceof ApplicationError && error.code === 'connection_not_found') return true;
      this.#failure.value = failureSentence(error);
      return false;
    } finally {
      this.#busy.value = false;
    }
  }
}
