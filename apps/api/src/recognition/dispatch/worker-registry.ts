import { WORKER_LOAD_INTERVAL, type WorkerLoad, type WorkerRegistration } from '@bapsang/shared';

/**
 * A ticket that is used at its last moment shows in its worker's load up to an interval later, and a load may be late by
 * another: so long a place stays reserved beyond the ticket's expiry, ms.
 */
export const RESERVATION_GRACE = 2 * WORKER_LOAD_INTERVAL;

/** The worker that was chosen, or why there is none. */
export type WorkerChoice = WorkerRegistration | 'no_worker' | 'no_room';

interface RegisteredWorker {
  readonly registration: WorkerRegistration;
  participants: number;
  draining: boolean;
  /** Until when a place is kept for a participant whose socket is not open yet, by participant id, the oldest first. */
  readonly reservations: Map<string, number>;
}

/** The ai-workers that are linked to this api, their free places, and the places reserved by tickets. */
export class WorkerRegistry {
  readonly #workers = new Map<string, RegisteredWorker>();

  /** How many workers are linked, the draining ones included. */
  get size(): number {
    return this.#workers.size;
  }

  /** Adds a worker, or takes its new registration; what is known of its load and reservations stays. */
  register(registration: WorkerRegistration): void {
    const known = this.#workers.get(registration.workerId);
    this.#workers.set(registration.workerId, {
      registration,
      participants: known?.participants ?? 0,
      draining: false,
      reservations: known?.reservations ?? new Map<string, number>(),
    });
  }

  /** Removes a worker whose link is gone. */
  unregister(workerId: string): void {
    this.#workers.delete(workerId);
  }

  /**
   * Takes a worker's load. It counts participants without naming them, so every one more than before releases the oldest
   * reservation; one that came while another left keeps its reservation until it expires, which errs on the safe side.
   */
  updateLoad(workerId: string, load: WorkerLoad): void {
    const worker = this.#workers.get(workerId);
    if (!worker) return;
    const arrived = Math.max(0, load.participants - worker.participants);
    for (const participantId of [...worker.reservations.keys()].slice(0, arrived)) {
      worker.reservations.delete(participantId);
    }
    worker.participants = load.participants;
    worker.draining = load.draining;
  }

  /**
   * Chooses a worker at random, weighted by free places, and reserves one of them. A participant holds one reservation at
   * most: asking again gives the earlier one back first.
   * @param expiresAt when the ticket ends, ms since the epoch
   * @param random a number in [0, 1)
   */
  reserve(participantId: string, now: number, expiresAt: number, random: number): WorkerChoice {
    this.release(participantId);
    const open = [...this.#workers.values()].filter(({ draining }) => !draining);
    if (open.length === 0) return 'no_worker';
    const chosen = chooseWeighted(open, (worker) => freePlacesOf(worker, now), random);
    if (!chosen) return 'no_room';
    chosen.reservations.set(participantId, expiresAt + RESERVATION_GRACE);
    return chosen.registration;
  }

  /** Gives the place back that is reserved for a participant, where there is one. */
  release(participantId: string): void {
    for (const { reservations } of this.#workers.values()) reservations.delete(participantId);
  }

  /** How many places are neither taken nor reserved, over all workers that are not draining. */
  freePlaces(now: number): number {
    let free = 0;
    for (const worker of this.#workers.values()) {
      if (!worker.draining) free += freePlacesOf(worker, now);
    }
    return free;
  }
}

function freePlacesOf(worker: RegisteredWorker, now: number): number {
  for (const [participantId, until] of worker.reservations) {
    if (until <= now) worker.reservations.delete(participantId);
  }
  return Math.max(0, worker.registration.places - worker.participants - worker.reservations.size);
}

/** One of the items, each with a probability in proportion to its weight; undefined where all weights are 0. */
function chooseWeighted<T>(items: readonly T[], weightOf: (item: T) => number, random: number): T | undefined {
  const weights = items.map(weightOf);
  let left = random * weights.reduce((sum, weight) => sum + weight, 0);
  return items.find((_, index) => {
    left -= weights[index] ?? 0;
    return left < 0;
  });
}
