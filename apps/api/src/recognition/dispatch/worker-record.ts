import {
  WORKER_LOAD_INTERVAL,
  type AssignedParticipant,
  type WorkerLoad,
  type WorkerRegistration,
} from '@bapsang/shared';
import type { WorkerCandidate } from './worker-choice';

/** A worker that has not sent its load for so long is given nobody until it does, ms. */
export const WORKER_SUSPECT_AFTER = 1.4 * WORKER_LOAD_INTERVAL;

/** A worker that has not sent its load for so long is taken for lost, ms. */
export const WORKER_LOST_AFTER = 3 * WORKER_LOAD_INTERVAL;

/** How long a worker may be without a link to any instance of the api before it is taken for lost, ms. */
export const WORKER_UNLINKED_MAX = 1500;

/** An instance of the api that takes a lost worker away does so within this time, or another one does it, ms. */
export const LOSS_CLAIM = 5000;

/** A place that is kept for somebody who was given a ticket. */
export interface Reservation {
  /** ms since the epoch. */
  readonly until: number;
  /** The participant had a place there before, so that seeing them there does not tell that the ticket was used. */
  readonly again: boolean;
  /** For whom: should the worker be lost before its load shows them. */
  readonly assigned: AssignedParticipant;
}

/** The figures of a worker's last load, see `WorkerLoad`. */
export type WorkerFigures = Pick<WorkerLoad, 'load' | 'cpu' | 'queueAge' | 'framesPerSecond'>;

/** What the instances of the api know together of one worker. Times are ms since the epoch. */
export interface WorkerRecord {
  readonly registration: WorkerRegistration;
  /** Id of the socket over which it was heard last; null once that socket is closed. */
  readonly link: string | null;
  /** Since when there is no link, null while there is one. */
  readonly unlinkedAt: number | null;
  /** When it registered or sent its load last. */
  readonly heardAt: number;
  /** When it did not answer an offer; it is given nobody until it is heard again. */
  readonly silentAt: number | null;
  readonly draining: boolean;
  /** Places kept for participants, by their ids. */
  readonly reservations: Readonly<Record<string, Reservation>>;
  /** Ids of the participants with an open socket, as the last load says. */
  readonly seated: readonly string[];
  /** Places that the worker keeps for participants of whom nothing is known here any more, because the state was lost. */
  readonly unknown: number;
  /** Null until the first load. */
  readonly figures: WorkerFigures | null;
  /** When an instance began to take the lost worker away. */
  readonly claimedAt: number | null;
}

/** A worker that registers, over its first link or another one; what is known of its places stays unless it was given up. */
export function registered(
  earlier: WorkerRecord | undefined,
  registration: WorkerRegistration,
  link: string,
  now: number,
): WorkerRecord {
  const present = earlier?.claimedAt === null ? earlier : undefined;
  return {
    draining: false,
    reservations: {},
    seated: [],
    unknown: 0,
    figures: null,
    ...present,
    registration,
    link,
    unlinkedAt: null,
    heardAt: now,
    silentAt: null,
    claimedAt: null,
  };
}

/** A worker that sends its load; reservations of participants who have come are over. */
export function heard(record: WorkerRecord, load: WorkerLoad, link: string, now: number): WorkerRecord {
  const seated = new Set(load.participants.map(({ participantId }) => participantId));
  const reservations = keep(
    record.reservations,
    (participantId, { until, again }) => until > now && (again || !seated.has(participantId)),
  );
  const { load: share, cpu, queueAge, framesPerSecond, draining } = load;
  return {
    ...record,
    link,
    unlinkedAt: null,
    heardAt: now,
    silentAt: null,
    draining,
    reservations,
    seated: [...seated],
    unknown: Math.max(0, load.reserved - Object.keys(reservations).length),
    figures: { load: share, cpu, queueAge, framesPerSecond },
  };
}

/**
 * A worker that keeps a place for a participant.
 * @returns undefined where it takes nobody now or has no place
 */
export function reserved(
  record: WorkerRecord,
  assigned: AssignedParticipant,
  until: number,
  now: number,
): WorkerRecord | undefined {
  const { participantId } = assigned;
  if (!takesSomebody(record, now) || freePlacesOf(record, now, participantId) === 0) return undefined;
  const again = participantId in record.reservations || record.seated.includes(participantId);
  const running = keep(record.reservations, (_, reservation) => reservation.until > now);
  return { ...record, reservations: { ...running, [participantId]: { until, again, assigned } } };
}

/**
 * A worker that need not keep the place any more; the record itself where it kept none.
 * @param until where the ticket may have been used: for so long the place is kept yet, so that a load can show its holder
 */
export function released(record: WorkerRecord, participantId: string, until: number): WorkerRecord {
  const reservation = record.reservations[participantId];
  if (!reservation || reservation.until <= until) return record;
  return { ...record, reservations: { ...record.reservations, [participantId]: { ...reservation, until } } };
}

/** A worker of which a link ended; the record itself where it has another one. */
export function unlinked(record: WorkerRecord, link: string, now: number): WorkerRecord {
  return record.link === link ? { ...record, link: null, unlinkedAt: now } : record;
}

/** Whether a worker is there: linked, and heard lately. */
export function isPresent({ link, heardAt, silentAt }: WorkerRecord, now: number): boolean {
  return link !== null && silentAt === null && now - heardAt < WORKER_SUSPECT_AFTER;
}

/** Whether a worker may be given participants, if it has a place. */
export function takesSomebody(record: WorkerRecord, now: number): boolean {
  return isPresent(record, now) && !record.draining;
}

/** Whether a worker is gone and nobody is taking it away. */
export function isLost({ heardAt, unlinkedAt, claimedAt }: WorkerRecord, now: number): boolean {
  if (claimedAt !== null) return now - claimedAt >= LOSS_CLAIM;
  return now - heardAt >= WORKER_LOST_AFTER || (unlinkedAt !== null && now - unlinkedAt >= WORKER_UNLINKED_MAX);
}

/**
 * How many places are neither taken nor reserved.
 * @param except a participant whose own place does not count: nobody needs two
 */
export function freePlacesOf(record: WorkerRecord, now: number, except?: string): number {
  const holders = new Set(record.seated);
  for (const [participantId, { until }] of Object.entries(record.reservations)) {
    if (until > now) holders.add(participantId);
  }
  if (except !== undefined) holders.delete(except);
  return Math.max(0, record.registration.places - holders.size - record.unknown);
}

/** A worker as a candidate for a participant. */
export function candidateOf(
  record: WorkerRecord,
  now: number,
  participantId?: string,
): WorkerCandidate & { readonly workerId: string } {
  const { workerId, places } = record.registration;
  return { workerId, places, free: freePlacesOf(record, now, participantId) };
}

function keep(
  reservations: WorkerRecord['reservations'],
  wanted: (participantId: string, reservation: Reservation) => boolean,
): WorkerRecord['reservations'] {
  return Object.fromEntries(Object.entries(reservations).filter(([id, reservation]) => wanted(id, reservation)));
}
