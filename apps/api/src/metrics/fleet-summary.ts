import { freePlacesOf, isPresent, type WorkerRecord } from '../recognition/dispatch/worker-record';

/**
 * How a worker is counted: `linked` takes participants, `draining` takes no new ones, `suspect` has not been heard lately or has no
 * link, and is soon given up unless it comes back.
 */
export type WorkerCondition = 'linked' | 'draining' | 'suspect';

/** All workers together, as every instance of the api knows them. */
export interface FleetSummary {
  readonly workers: Readonly<Record<WorkerCondition, number>>;
  /** Places of the linked workers. */
  readonly places: number;
  /** Places that are neither taken nor reserved, at linked workers. */
  readonly free: number;
  /** Participants with an open socket, at any worker. */
  readonly taken: number;
  /** Places kept for participants who have not come yet, at any worker. */
  readonly reserved: number;
  /**
   * What the fleet is scaled by, 0 to 1: the linked workers' load, weighted by their places. A worker's load is what it says of
   * itself or the share of its places that are taken or reserved, whichever is greater. Participants of draining and suspect
   * workers count on top, because they need a place elsewhere. Undefined where no worker is linked.
   */
  readonly load: number | undefined;
  /** The longest that a frame has been due at any worker that was heard lately, ms. */
  readonly queueAge: number;
  /** Frames that are looked at, a second. */
  readonly framesPerSecond: number;
}

/** Adds up what is known of the workers. @param now ms since the epoch */
export function summarizeFleet(records: readonly WorkerRecord[], now: number): FleetSummary {
  const workers = { linked: 0, draining: 0, suspect: 0 };
  let [places, free, taken, reserved, demand, queueAge, framesPerSecond] = [0, 0, 0, 0, 0, 0, 0];
  for (const record of records) {
    const condition = conditionOf(record, now);
    const used = record.registration.places - freePlacesOf(record, now);
    workers[condition] += 1;
    taken += record.seated.length;
    reserved += Math.max(0, used - record.seated.length);
    if (condition === 'linked') {
      places += record.registration.places;
      free += freePlacesOf(record, now);
      demand += Math.max(used, (record.figures?.load ?? 0) * record.registration.places);
    } else {
      demand += used;
    }
    if (condition === 'suspect') continue;
    queueAge = Math.max(queueAge, record.figures?.queueAge ?? 0);
    framesPerSecond += record.figures?.framesPerSecond ?? 0;
  }
  const load = places === 0 ? undefined : Math.min(1, demand / places);
  return { workers, places, free, taken, reserved, load, queueAge, framesPerSecond };
}

/** How a worker is counted. @param now ms since the epoch */
export function conditionOf(record: WorkerRecord, now: number): WorkerCondition {
  if (!isPresent(record, now)) return 'suspect';
  return record.draining ? 'draining' : 'linked';
}
