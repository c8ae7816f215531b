import fc from 'fast-check';
import { load, registration } from '../../testing/worker.spec-support';
import { RESERVATION_GRACE, WorkerRegistry } from './worker-registry';

const LIFETIME = 60_000;

function reserve(registry: WorkerRegistry, participantId: string, now = 0, random = 0): string {
  const choice = registry.reserve(participantId, now, now + LIFETIME, random);
  return typeof choice === 'string' ? choice : choice.workerId;
}

describe('WorkerRegistry', () => {
  it('tells that there is no worker from that there is no room', () => {
    const registry = new WorkerRegistry();
    expect(reserve(registry, 'p1')).toBe('no_worker');
    registry.register(registration('w1', { places: 1 }));
    expect(reserve(registry, 'p1')).toBe('w1');
    expect(reserve(registry, 'p2')).toBe('no_room');
  });

  it('gives draining workers nobody', () => {
    const registry = new WorkerRegistry();
    registry.register(registration('w1'));
    registry.updateLoad('w1', load({ draining: true }));
    expect(reserve(registry, 'p1')).toBe('no_worker');
    expect(registry.freePlaces(0)).toBe(0);
  });

  it('chooses in proportion to free places', () => {
    const registry = new WorkerRegistry();
    registry.register(registration('small', { places: 1 }));
    registry.register(registration('full', { places: 5 }));
    registry.updateLoad('full', load({ participants: 5 }));
    registry.register(registration('large', { places: 3 }));
    // The same participant every time, who holds one place at most.
    expect(reserve(registry, 'p', 0, 0.24)).toBe('small');
    expect(reserve(registry, 'p', 0, 0.26)).toBe('large');
    expect(reserve(registry, 'p', 0, 0.999_999)).toBe('large');
  });

  it('counts reservations at once and gives them back when their ticket can no longer be used', () => {
    const registry = new WorkerRegistry();
    registry.register(registration('w1', { places: 2 }));
    reserve(registry, 'p1');
    reserve(registry, 'p2', 1000);
    expect(reserve(registry, 'p3', LIFETIME + RESERVATION_GRACE - 1)).toBe('no_room');
    expect(reserve(registry, 'p3', LIFETIME + RESERVATION_GRACE)).toBe('w1');
  });

  it('holds one place for a participant who asks again and again', () => {
    const registry = new WorkerRegistry();
    registry.register(registration('w1', { places: 2 }));
    for (let request = 0; request < 10; request += 1) expect(reserve(registry, 'p1')).toBe('w1');
    expect(registry.freePlaces(0)).toBe(1);
  });

  it('turns a reservation into a taken place when the load shows the participant', () => {
    const registry = new WorkerRegistry();
    registry.register(registration('w1', { places: 2 }));
    reserve(registry, 'p1');
    registry.updateLoad('w1', load({ participants: 1 }));
    expect(registry.freePlaces(0)).toBe(1);
    registry.updateLoad('w1', load({ participants: 0 }));
    expect(registry.freePlaces(0)).toBe(2);
  });

  it('forgets a worker whose link is gone, and ignores its load', () => {
    const registry = new WorkerRegistry();
    registry.register(registration('w1'));
    registry.unregister('w1');
    registry.updateLoad('w1', load());
    expect(registry.size).toBe(0);
    expect(reserve(registry, 'p1')).toBe('no_worker');
  });

  it('never promises more places than a worker has, however tickets, arrivals and departures mix', () => {
    const places = 3;
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('ask' as const),
        participant: fc.nat(6),
        random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      }),
      fc.record({ kind: fc.constant('arrive' as const), ticket: fc.nat(6) }),
      fc.record({ kind: fc.constant('leave' as const), participant: fc.nat(6) }),
      fc.record({ kind: fc.constant('load' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const registry = new WorkerRegistry();
        for (const workerId of ['w1', 'w2']) registry.register(registration(workerId, { places }));
        const tickets = new Map<string, string>();
        const seated = new Map<string, string>();
        const countOf = (workerId: string): number => [...seated.values()].filter((id) => id === workerId).length;
        for (const action of steps) {
          if (action.kind === 'ask' && !seated.has(`p${action.participant}`)) {
            const choice = reserve(registry, `p${action.participant}`, 0, action.random);
            tickets.delete(`p${action.participant}`);
            if (choice.startsWith('w')) tickets.set(`p${action.participant}`, choice);
          }
          if (action.kind === 'arrive') {
            const workerId = tickets.get(`p${action.ticket}`);
            if (workerId) seated.set(`p${action.ticket}`, workerId);
            tickets.delete(`p${action.ticket}`);
          }
          if (action.kind === 'leave') seated.delete(`p${action.participant}`);
          if (action.kind === 'load') {
            for (const workerId of ['w1', 'w2'])
              registry.updateLoad(workerId, load({ participants: countOf(workerId) }));
          }
          for (const workerId of ['w1', 'w2']) {
            const promised = [...tickets.values()].filter((id) => id === workerId).length;
            expect(countOf(workerId) + promised).toBeLessThanOrEqual(places);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
