import {
  WORKER_LOAD_INTERVAL,
  type AssignedParticipant,
  type WorkerLoad,
  type WorkerRegistration,
} from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { SharedState } from '../../state/shared-state';
import { Clock } from '../../time/clock';
import {
  freePlacesOf,
  heard,
  isLost,
  registered,
  released,
  reserved,
  takesSomebody,
  unlinked,
  type WorkerRecord,
} from './worker-record';

/**
 * A ticket that is used at its last moment shows in its worker's load up to an interval later, and a load may be late by
 * another: so long a place stays reserved beyond the ticket's expiry, ms.
 */
export const RESERVATION_GRACE = 2 * WORKER_LOAD_INTERVAL;

/** How old what is known of the workers may be when one is chosen, ms; reserving looks at the present state in any case. */
export const WORKERS_AGE_MAX = 200;

const WORKERS = 'workers';

/** Who sits at each worker: apart from the rest, which is read and written more often. */
const SEATS = 'workers seats';

/** What {@link WorkerRegistry.heard} found. */
export type Hearing =
  /** A worker that sent loads before. */
  | 'known'
  /** The first load since the worker registered, or since the state was lost. */
  | 'first'
  /** Nothing is known of the worker: the state was lost, or it was given up. It has to be registered again. */
  | 'unknown';

/** Hears of a change that this instance made of a worker's record; undefined where there was, or is, none. */
export type WorkerChangeListener = (
  workerId: string,
  before: WorkerRecord | undefined,
  after: WorkerRecord | undefined,
) => void;

/** The ai-workers that are linked to any instance of the api, their places, and the places reserved by tickets. */
@Injectable()
export class WorkerRegistry {
  #recent?: { readonly records: Map<string, WorkerRecord>; readonly readAt: number };
  #reading?: Promise<readonly WorkerRecord[]> | undefined;
  readonly #listeners = new Set<WorkerChangeListener>();

  constructor(
    private readonly state: SharedState,
    private readonly clock: Clock,
  ) {}

  /**
   * Hears of every change, each at the one instance that made it.
   * @param listener must not throw
   */
  onChange(listener: WorkerChangeListener): void {
    this.#listeners.add(listener);
  }

  /** Adds a worker, or takes its new registration and link; what is known of its load and reservations stays. */
  async register(registration: WorkerRegistration, link: string): Promise<void> {
    await this.#change(registration.workerId, (present) => registered(present, registration, link, this.clock.now()));
  }

  /** Whether a worker is known. */
  async knows(workerId: string): Promise<boolean> {
    return (await this.state.read({ group: WORKERS, key: workerId })) !== undefined;
  }

  /**
   * Takes a worker's load.
   * @param load with participants whose seals are genuine
   */
  async heard(workerId: string, link: string, load: WorkerLoad): Promise<Hearing> {
    let hearing = 'unknown' as Hearing;
    await this.#change(workerId, (present) => {
      hearing = present?.claimedAt !== null ? 'unknown' : present.figures ? 'known' : 'first';
      return present && hearing !== 'unknown' ? heard(present, load, link, this.clock.now()) : present;
    });
    if (hearing === 'unknown') return hearing;
    await this.state.update<readonly AssignedParticipant[]>({ group: SEATS, key: workerId }, (present) =>
      isSame(present, load.participants) ? present : load.participants,
    );
    return hearing;
  }

  /** Notes that a link has ended; it has no effect where the worker has another one already. */
  async unlink(workerId: string, link: string): Promise<void> {
    await this.#change(workerId, (present) => present && unlinked(present, link, this.clock.now()));
  }

  /** Notes how a worker answered an offer, so that it is given nobody until its next load tells otherwise. */
  async avoid(workerId: string, reply: 'draining' | 'silent'): Promise<void> {
    const noted = reply === 'draining' ? { draining: true } : { silentAt: this.clock.now() };
    await this.#change(workerId, (present) => present && { ...present, ...noted });
  }

  /**
   * Reserves a place at a worker. A participant holds one place there at most, however often it is reserved.
   * @param expiresAt when the ticket ends, ms since the epoch
   * @returns undefined where the worker is gone, drains, is not heard or has no place
   */
  async reserve(
    workerId: string,
    assigned: AssignedParticipant,
    expiresAt: number,
  ): Promise<WorkerRegistration | undefined> {
    let taken = false as boolean;
    const record = await this.#change(workerId, (present) => {
      const next = present && reserved(present, assigned, expiresAt + RESERVATION_GRACE, this.clock.now());
      taken = next !== undefined;
      return next ?? present;
    });
    return taken ? record?.registration : undefined;
  }

  /**
   * Gives the place back that is reserved for a participant at a worker, where there is one. A seat that was taken stays.
   * @param ticket `unused`: nobody has it, or the worker does not take it any more; otherwise the place is kept until the
   *   worker's load must have shown the participant
   */
  async release(workerId: string, participantId: string, ticket: 'unused' | 'perhaps used'): Promise<void> {
    await this.#change(workerId, (present) => {
      const now = this.clock.now();
      const again = present?.reservations[participantId]?.again;
      const until = ticket === 'unused' && !again ? now : now + RESERVATION_GRACE;
      return present && released(present, participantId, until);
    });
  }

  /**
   * All workers that are known, the draining and the silent ones included.
   * @param ageMax how old the answer may be, ms; this instance's own changes are always in it
   */
  async workers(ageMax = 0): Promise<readonly WorkerRecord[]> {
    if (this.#recent && this.clock.now() - this.#recent.readAt < ageMax) return [...this.#recent.records.values()];
    if (ageMax === 0) return this.#read();
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /** How many places are neither taken nor reserved, over all workers that take somebody. */
  async freePlaces(): Promise<number> {
    const now = this.clock.now();
    const open = (await this.workers(WORKERS_AGE_MAX)).filter((record) => takesSomebody(record, now));
    return open.reduce((free, record) => free + freePlacesOf(record, now), 0);
  }

  /**
   * Takes away the workers that are gone. Each is given to one instance of the api alone; where that one is killed over it,
   * another does it again.
   * @param whenLost called for each with who sat there or may have come lately, before nothing is known of the worker any more
   */
  async sweep(whenLost: (workerId: string, seated: readonly AssignedParticipant[]) => Promise<void>): Promise<void> {
    const lost = (await this.workers()).filter((record) => isLost(record, this.clock.now()));
    await Promise.all(lost.map(({ registration }) => this.#takeAway(registration.workerId, whenLost)));
  }

  async #takeAway(workerId: string, whenLost: Parameters<WorkerRegistry['sweep']>[0]): Promise<void> {
    let claimed = false as boolean;
    const claim = await this.#change(workerId, (present) => {
      claimed = present !== undefined && isLost(present, this.clock.now());
      return present && claimed ? { ...present, claimedAt: this.clock.now() } : present;
    });
    if (!claimed || !claim) return;
    const seats = await this.state.read<readonly AssignedParticipant[]>({ group: SEATS, key: workerId });
    const expected = Object.values(claim.reservations).map(({ assigned }) => assigned);
    await whenLost(workerId, withoutTwice([...(seats ?? []), ...expected]));
    let gone = false as boolean;
    await this.#change(workerId, (present) => {
      // It may have registered again meanwhile, or somebody else may have thought that this instance was killed.
      gone = present?.claimedAt === claim.claimedAt;
      return gone ? undefined : present;
    });
    if (gone) await this.state.update({ group: SEATS, key: workerId }, () => undefined);
  }

  async #read(): Promise<readonly WorkerRecord[]> {
    const readAt = this.clock.now();
    const records = new Map(await this.state.readGroup<WorkerRecord>(WORKERS));
    this.#recent = { records, readAt };
    return [...records.values()];
  }

  async #change(
    workerId: string,
    change: (present: WorkerRecord | undefined) => WorkerRecord | undefined,
  ): Promise<WorkerRecord | undefined> {
    let before: WorkerRecord | undefined;
    const record = await this.state.update<WorkerRecord>({ group: WORKERS, key: workerId }, (present) => {
      before = present;
      return change(present);
    });
    if (record) this.#recent?.records.set(workerId, record);
    else this.#recent?.records.delete(workerId);
    if (record !== before) for (const listener of this.#listeners) listener(workerId, before, record);
    return record;
  }
}

function withoutTwice(participants: readonly AssignedParticipant[]): readonly AssignedParticipant[] {
  return [...new Map(participants.map((participant) => [participant.participantId, participant])).values()];
}

function isSame(one: readonly AssignedParticipant[] | undefined, other: readonly AssignedParticipant[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
