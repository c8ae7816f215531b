import fc from 'fast-check';
import type { WorkerRecord } from '../recognition/dispatch/worker-record';
import { WORKER_LOST_AFTER } from '../recognition/dispatch/worker-record';
import { assignedOf, registration, report } from '../testing/worker.spec-support';
import { summarizeFleet } from './fleet-summary';

const NOW = 1_000_000;

/** How a worker differs from one of 10 places that was heard just now and has nothing to do. */
interface WorkerTraits extends Partial<Omit<WorkerRecord, 'registration' | 'seated' | 'reservations' | 'figures'>> {
  readonly places?: number;
  readonly seated?: number;
  /** How many of them run, and how many have expired. */
  readonly reserved?: number;
  readonly expired?: number;
  readonly load?: number;
  readonly queueAge?: number;
  readonly framesPerSecond?: number;
}

function worker(traits: WorkerTraits = {}): WorkerRecord {
  const { places = 10, seated = 0, reserved = 0, expired = 0, load = 0, queueAge = 0, framesPerSecond = 0 } = traits;
  const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
  const until = (until: number) => (name: string) =>
    [name, { until, again: false, assigned: assignedOf(report({ participantId: name })) }] as const;
  const { draining = false, link = 'link', heardAt = NOW, silentAt = null, unknown = 0 } = traits;
  return {
    registration: registration('w', { places }),
    link,
    unlinkedAt: link === null ? NOW : null,
    heardAt,
    silentAt,
    draining,
    reservations: Object.fromEntries([
      ...names('coming', reserved).map(until(NOW + 1)),
      ...names('late', expired).map(until(NOW)),
    ]),
    seated: names('seated', seated),
    unknown,
    figures: { load, cpu: 0, queueAge, framesPerSecond },
    claimedAt: null,
  };
}

describe('summarizeFleet', () => {
  it('knows no load where there is no worker that takes participants', () => {
    const none = { places: 0, free: 0, taken: 0, reserved: 0, load: undefined, queueAge: 0, framesPerSecond: 0 };
    expect(summarizeFleet([], NOW)).toEqual({ ...none, workers: { linked: 0, draining: 0, suspect: 0 } });
    expect(summarizeFleet([worker({ draining: true, seated: 2 })], NOW).load).toBeUndefined();
  });

  it('weights the load by places', () => {
    const fleet = [worker({ places: 30, seated: 30 }), worker({ places: 10 })];
    expect(summarizeFleet(fleet, NOW)).toMatchObject({ load: 0.75, places: 40, taken: 30, reserved: 0, free: 10 });
  });

  it('takes what a worker says of itself where it is more than the share of its places', () => {
    const hot = worker({ seated: 2, load: 0.9 });
    expect(summarizeFleet([hot, worker({ seated: 5, load: 0.1 })], NOW).load).toBeCloseTo(0.7);
  });

  it('counts reserved places until they expire, and those that a worker keeps for whom nobody knows any more', () => {
    const fleet = [worker({ seated: 1, reserved: 3, expired: 4, unknown: 2 })];
    expect(summarizeFleet(fleet, NOW)).toMatchObject({ taken: 1, reserved: 5, free: 4, load: 0.6 });
  });

  it('gives draining workers no places, but counts their participants, who need others', () => {
    const fleet = [worker({ seated: 2 }), worker({ seated: 4, draining: true })];
    expect(summarizeFleet(fleet, NOW)).toMatchObject({ load: 0.6, places: 10, free: 8, taken: 6 });
  });

  it.each([
    ['has no link', { link: null }],
    ['did not answer an offer', { silentAt: NOW }],
    ['has not been heard for long', { heardAt: NOW - WORKER_LOST_AFTER }],
  ])('takes a worker for suspect that %s, whatever it said last', (_, traits) => {
    const fleet = [worker({ seated: 3, queueAge: 900, framesPerSecond: 20, ...traits }), worker()];
    expect(summarizeFleet(fleet, NOW)).toMatchObject({
      workers: { linked: 1, draining: 0, suspect: 1 },
      places: 10,
      load: 0.3,
      queueAge: 0,
      framesPerSecond: 0,
    });
  });

  it('adds up frames and takes the longest queue, draining workers included', () => {
    const one = worker({ queueAge: 40, framesPerSecond: 12.5 });
    const fleet = [one, worker({ queueAge: 70, framesPerSecond: 2, draining: true })];
    expect(summarizeFleet(fleet, NOW)).toMatchObject({ queueAge: 70, framesPerSecond: 14.5 });
  });

  it('says 1 at most, and as much as the share of the places that are not free at least', () => {
    const traits = fc.record({
      places: fc.integer({ min: 1, max: 40 }),
      seated: fc.nat(40),
      reserved: fc.nat(10),
      load: fc.double({ min: 0, max: 1, noNaN: true }),
      draining: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(traits, { maxLength: 20 }), (fleet) => {
        const { load, places, free } = summarizeFleet(fleet.map(worker), NOW);
        expect(load === undefined).toBe(places === 0);
        expect(load ?? 0).toBeLessThanOrEqual(1);
        expect(load ?? 0).toBeGreaterThanOrEqual(places === 0 ? 0 : (places - free) / places - 1e-9);
      }),
    );
  });
});
