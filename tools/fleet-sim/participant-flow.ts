import type { Random } from '../openvidu-fuzz/random';
import type { Assumptions } from './assumptions';
import type { Dispatch } from './dispatch';
import type { Stay } from './evening';
import type { EventQueue } from './event-queue';
import { timeIn } from './time-range';
import type { Participant, Worker } from './worker';

/** What participants met with. */
export interface ParticipantFigures {
  /** How often a participant needed a place: on coming, to move away from a worker that drains, after a loss. */
  readonly requests: number;
  /** How many of these were refused at first. Asking again for the same is not counted again. */
  readonly refused: number;
  /** Participants who moved from a worker that drained. */
  readonly moved: number;
  /** Participants whose worker ended while they were still with it. */
  readonly lost: number;
  /** All the time that participants waited without a worker, ms. */
  readonly waited: number;
  /** The longest of these waits, ms. */
  readonly longestWait: number;
}

/** Lets the participants come, ask for places, move and leave. */
export class ParticipantFlow {
  readonly figures = { requests: 0, refused: 0, moved: 0, lost: 0, waited: 0, longestWait: 0 };

  constructor(
    private readonly queue: EventQueue,
    private readonly dispatch: Dispatch,
    private readonly assumptions: Assumptions,
    private readonly random: Random,
  ) {}

  /** Lets everybody come, and leave again. @param stays in the order of coming */
  expect(stays: readonly Stay[]): void {
    const [stay] = stays;
    if (stay) this.#expectFrom(stays, 0, stay);
  }

  /** A worker is there no more, without having moved its participants. */
  lose(worker: Worker): void {
    for (const participant of [...worker.participants]) {
      this.dispatch.unseat(participant);
      this.figures.lost += 1;
      participant.waitingSince = this.queue.now;
      this.queue.after(timeIn(this.assumptions.lossNoticed, this.random), () => this.#need(participant));
    }
  }

  /**
   * Moves a worker's participants to others, one by one.
   * @param deadline after which those who could not be moved lose it, ms
   * @param empty called when nobody is left
   */
  drain(worker: Worker, deadline: number, empty: () => void): void {
    const end = this.queue.now + deadline;
    const waiting = [...worker.participants];
    const asked = new Set<Participant>();
    const next = (): void => {
      if (worker.state === 'ended') return;
      const participant = waiting.find((one) => one.worker === worker);
      if (!participant || this.queue.now >= end) {
        this.lose(worker);
        empty();
        return;
      }
      waiting.splice(0, waiting.indexOf(participant) + 1);
      this.#move(participant, asked, waiting);
      this.queue.after(this.assumptions.moveInterval, next);
    };
    next();
  }

  /** One after the other, so that the queue is short. */
  #expectFrom(stays: readonly Stay[], index: number, { mealId, from, until }: Stay): void {
    this.queue.at(from, () => {
      const participant: Participant = {
        mealId,
        worker: undefined,
        waitingSince: undefined,
        attempts: 0,
        gone: false,
      };
      this.#need(participant);
      this.queue.at(until, () => this.#leave(participant));
      const next = stays[index + 1];
      if (next) this.#expectFrom(stays, index + 1, next);
    });
  }

  #move(participant: Participant, asked: Set<Participant>, waiting: Participant[]): void {
    const first = !asked.has(participant);
    asked.add(participant);
    if (first) this.figures.requests += 1;
    if (this.dispatch.seat(participant)) {
      this.figures.moved += 1;
      return;
    }
    if (first) this.figures.refused += 1;
    waiting.push(participant);
  }

  /** A place is needed: asks for it until there is one. */
  #need(participant: Participant): void {
    if (participant.gone) return;
    this.figures.requests += 1;
    if (this.#ask(participant)) return;
    this.figures.refused += 1;
  }

  #ask(participant: Participant): boolean {
    if (participant.gone) return false;
    if (this.dispatch.seat(participant)) {
      participant.attempts = 0;
      this.#stopWaiting(participant);
      return true;
    }
    participant.waitingSince ??= this.queue.now;
    const { retries } = this.assumptions;
    const wait = retries[Math.min(participant.attempts, retries.length - 1)] ?? 0;
    participant.attempts += 1;
    this.queue.after(wait, () => this.#ask(participant));
    return false;
  }

  #leave(participant: Participant): void {
    participant.gone = true;
    this.dispatch.unseat(participant);
    this.#stopWaiting(participant);
  }

  #stopWaiting(participant: Participant): void {
    if (participant.waitingSince === undefined) return;
    const wait = this.queue.now - participant.waitingSince;
    participant.waitingSince = undefined;
    this.figures.waited += wait;
    this.figures.longestWait = Math.max(this.figures.longestWait, wait);
  }
}
