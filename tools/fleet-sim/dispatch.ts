import { chooseWorker } from '../../apps/api/src/recognition/dispatch/worker-choice';
import type { Random } from '../openvidu-fuzz/random';
import type { Participant, Worker } from './worker';

/** Sends participants to workers as the api does: those of one meal together where there is room. */
export class Dispatch {
  readonly #open: Worker[] = [];
  readonly #workerOfMeal = new Map<number, Worker>();
  readonly #random: Random;
  #seated = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Participants who have a worker. */
  get seated(): number {
    return this.#seated;
  }

  /** The metric: the share of the open workers' places that is needed by everybody who has a worker, 0 to 1. */
  get load(): number {
    const places = this.#open.reduce((sum, worker) => sum + worker.places, 0);
    return places === 0 ? 1 : Math.min(1, this.#seated / places);
  }

  /** A worker has registered. */
  add(worker: Worker): void {
    worker.state = 'open';
    this.#open.push(worker);
  }

  /** A worker takes nobody new any more; participants stay. */
  close(worker: Worker): void {
    const place = this.#open.indexOf(worker);
    if (place >= 0) this.#open.splice(place, 1);
  }

  /** Gives a participant a place, instead of the one there is, if any. @returns whether there was one */
  seat(participant: Participant): boolean {
    const together = this.#workerOfMeal.get(participant.mealId);
    const worker =
      together?.state === 'open' && together.free > 0
        ? together
        : chooseWorker(this.#open, () => this.#random.fraction());
    if (!worker) return false;
    this.unseat(participant);
    this.#workerOfMeal.set(participant.mealId, worker);
    worker.participants.add(participant);
    participant.worker = worker;
    this.#seated += 1;
    return true;
  }

  /** Gives a participant's place back, if there is one. */
  unseat(participant: Participant): void {
    if (!participant.worker) return;
    participant.worker.participants.delete(participant);
    participant.worker = undefined;
    this.#seated -= 1;
  }
}
