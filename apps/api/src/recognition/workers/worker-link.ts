import type { WorkerLoad, WorkerRegistration } from '@bapsang/shared';
import { InOrder } from './in-order';

/** How many messages of a kind may wait for those before them. */
const WAITING_MAX = 50;

/** A worker's connection to this instance of the api. What it knows ends with the connection; the worker says it anew over the next. */
export class WorkerLink {
  /** Its registrations, loads and end, one after the other. */
  readonly presence = new InOrder(WAITING_MAX);
  /** Its reports, one batch after the other. */
  readonly reports = new InOrder(WAITING_MAX);
  /** How many registrations were refused because there were too many. */
  floods = 0;
  #registration?: WorkerRegistration;
  #placesMax = 0;
  #load?: WorkerLoad;
  #heardAt = -Infinity;

  /**
   * @param workerId from the token of the handshake
   * @param id of the socket, unlike that of any other at any instance
   */
  constructor(
    readonly workerId: string,
    readonly id: string,
  ) {}

  /** What the worker said of itself last; undefined before it did. */
  get registration(): WorkerRegistration | undefined {
    return this.#registration;
  }

  /** The most places it has ever registered here: who sits there may have come when there were more. */
  get placesMax(): number {
    return this.#placesMax;
  }

  /** The last load that was taken, undefined before the first. */
  get load(): WorkerLoad | undefined {
    return this.#load;
  }

  /** When it registered or sent a load last, ms since the epoch. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** The worker registered. */
  register(registration: WorkerRegistration, now: number): void {
    this.#registration = registration;
    this.#placesMax = Math.max(this.#placesMax, registration.places);
    this.#heardAt = now;
  }

  /** The worker sent its load. */
  hear(load: WorkerLoad, now: number): void {
    this.#load = load;
    this.#heardAt = now;
  }
}
