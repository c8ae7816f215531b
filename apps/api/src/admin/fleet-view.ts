import type { AdminLoadPoint, AdminWorker, AdminWorkerState } from '@bapsang/shared';
import { conditionOf, summarizeFleet, type WorkerCondition } from '../metrics/fleet-summary';
import { freePlacesOf, type WorkerRecord } from '../recognition/dispatch/worker-record';

const STATES: Readonly<Record<WorkerCondition, AdminWorkerState>> = {
  linked: 'open',
  draining: 'draining',
  suspect: 'suspect',
};

/** The workers as administrators see them, by their ids. @param now ms since the epoch */
export function describeWorkers(records: readonly WorkerRecord[], now: number): readonly AdminWorker[] {
  return records
    .map((record) => describeWorker(record, now))
    .sort((one, other) => (one.workerId < other.workerId ? -1 : 1));
}

/** All workers together. @param now ms since the epoch */
export function loadPoint(records: readonly WorkerRecord[], now: number): AdminLoadPoint {
  const { load, places, taken, reserved, framesPerSecond } = summarizeFleet(records, now);
  return { at: now, ...(load !== undefined && { load }), places, taken, reserved, framesPerSecond };
}

function describeWorker(record: WorkerRecord, now: number): AdminWorker {
  const { registration, seated, figures, heardAt } = record;
  const { workerId, version, backend, model, url, places, capacity } = registration;
  const used = places - freePlacesOf(record, now);
  return {
    ...{ workerId, state: STATES[conditionOf(record, now)], version, backend, model, url, places, capacity },
    taken: seated.length,
    reserved: Math.max(0, used - seated.length),
    ...figures,
    heardAt,
  };
}
