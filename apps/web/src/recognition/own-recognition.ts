import { type ChooseRecognition, isGranted, type RecognitionAnswer, type RecognitionChoice } from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import type { Recogniser } from './recogniser';
import type { RecognitionStatus } from './recognition-status';

/** The participant's place at the table, as the api knows it. */
export interface OwnSeat {
  readonly participantId: string;
  readonly connectionId: string;
  readonly rejoinKey: string;
}

/** What {@link OwnRecognition} works with. */
export interface OwnRecognitionParts {
  /** Tells the api what was chosen; its answer is a ticket, or why there is none. */
  readonly tell: (seat: OwnSeat, request: ChooseRecognition) => Promise<RecognitionAnswer>;
  /** Asks the api for a fresh ticket. */
  readonly renew: (seat: OwnSeat) => Promise<RecognitionAnswer>;
  /** Called only while the choice is `server`. */
  readonly openLink: (first: RecognitionAnswer, renew: () => Promise<RecognitionAnswer>) => Recogniser;
  /**
   * Called only while the choice is `device`.
   * @param restate tells the api the choice again, which it may have forgotten
   */
  readonly openDevice: (seat: OwnSeat, restate: () => Promise<void>) => Recogniser;
  readonly clock: Clock;
}

/**
 * Where the participant lets motions be recognised, and what looks at them because of it. A choice counts in the page at once,
 * whether or not the api can be told; nothing looks before the api knows.
 */
export class OwnRecognition {
  readonly #parts: OwnRecognitionParts;
  readonly #choice;
  readonly #recogniser = signal<Recogniser | undefined>(undefined);
  readonly #untold = signal(false);
  #seat: OwnSeat | undefined;
  #chosenAt = 0;
  /** Aborted when the choice or the seat is another one. */
  #turn = new AbortController();

  /** What looks at the participant is doing. */
  readonly status: ReadonlySignal<RecognitionStatus> = computed(() => {
    if (this.#choice.value === 'none') return { state: 'off', reason: 'not_agreed' };
    const idle: RecognitionStatus = this.#untold.value ? { state: 'paused', reason: 'lost' } : { state: 'starting' };
    return this.#recogniser.value?.status.value ?? idle;
  });

  /** @param choice what was chosen before sitting down */
  constructor(parts: OwnRecognitionParts, choice: RecognitionChoice) {
    this.#parts = parts;
    this.#choice = signal(choice);
  }

  get choice(): ReadonlySignal<RecognitionChoice> {
    return this.#choice;
  }

  /** Whether the api could not be told the choice yet; it is tried again and again. */
  get untold(): ReadonlySignal<boolean> {
    return this.#untold;
  }

  /** Changes the choice. What looked until now has stopped when this returns. */
  choose(choice: RecognitionChoice): void {
    if (choice === this.#choice.peek()) return;
    this.#stop();
    this.#choice.value = choice;
    this.#chosenAt = Math.max(this.#parts.clock.now(), this.#chosenAt + 1);
    if (this.#seat) void this.#tell(this.#seat);
  }

  /**
   * The participant sits at the table, for the first time or again.
   * @param told the choice that the api was told with joining
   * @param answer what it answered
   */
  sitDown(seat: OwnSeat, told: RecognitionChoice, answer: RecognitionAnswer): void {
    this.standUp();
    this.#seat = seat;
    if (told === this.#choice.peek()) this.#start(seat, answer);
    else void this.#tell(seat);
  }

  /** The participant does not sit at the table, for now or for good: nothing looks any more. */
  standUp(): void {
    this.#stop();
    this.#seat = undefined;
  }

  #stop(): void {
    this.#turn.abort();
    this.#turn = new AbortController();
    void this.#recogniser.value?.close();
    this.#recogniser.value = undefined;
    this.#untold.value = false;
  }

  async #tell(seat: OwnSeat): Promise<void> {
    const { signal: turn } = this.#turn;
    const over = (): boolean => turn.aborted;
    const backoff = new Backoff();
    while (!over()) {
      const answer = await this.#parts.tell(seat, this.#request(seat)).catch(() => undefined);
      if (over()) return;
      this.#untold.value = !answer;
      if (answer) {
        this.#start(seat, answer);
        return;
      }
      await this.#parts.clock.sleep(backoff.next(), turn);
    }
  }

  #start(seat: OwnSeat, answer: RecognitionAnswer): void {
    const choice = this.#choice.peek();
    if (choice === 'server') this.#recogniser.value = this.#parts.openLink(answer, () => this.#renew(seat));
    if (choice === 'device') this.#recogniser.value = this.#parts.openDevice(seat, () => this.#restate(seat));
  }

  /** An api that was started again knows the choice of the time of joining only. */
  async #renew(seat: OwnSeat): Promise<RecognitionAnswer> {
    const { signal: over } = this.#turn;
    const answer = await this.#parts.renew(seat);
    if (over.aborted || isGranted(answer) || answer.unavailable !== 'not_agreed') return answer;
    return this.#parts.tell(seat, this.#request(seat));
  }

  async #restate(seat: OwnSeat): Promise<void> {
    await this.#parts.tell(seat, this.#request(seat));
  }

  #request({ connectionId }: OwnSeat): ChooseRecognition {
    return { choice: this.#choice.peek(), connectionId, chosenAt: this.#chosenAt };
  }
}
