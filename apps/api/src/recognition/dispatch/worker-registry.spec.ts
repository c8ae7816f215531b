import type { AssignedParticipant } from '@bapsang/shared';
import { STATES, type OpenedState } from '../../testing/opened-state.spec-support';
import { StandingClock } from '../../testing/standing-clock.spec-support';
import { load, registration } from '../../testing/worker.spec-support';
import { isPresent, LOSS_CLAIM, WORKER_LOST_AFTER, WORKER_SUSPECT_AFTER, WORKER_UNLINKED_MAX } from './worker-record';
import { RESERVATION_GRACE, WorkerRegistry, WORKERS_AGE_MAX } from './worker-registry';

const TICKET = 60_000;

function seat(participantId: string): AssignedParticipant {
  return { mealId: 'meal', participantId, connectionId: `con of ${participantId}`, seal: 'seal' };
}

describe.each(STATES)('WorkerRegistry on %s', (_name, open) => {
  let opened: OpenedState;
  let clock: StandingClock;
  let registry: WorkerRegistry;
  let other: WorkerRegistry;

  beforeAll(async () => {
    opened = await open();
  });

  afterAll(() => opened.close());

  beforeEach(async () => {
    await opened.clear();
    clock = new StandingClock();
    registry = new WorkerRegistry(await opened.another(), clock);
    other = new WorkerRegistry(await opened.another(), clock);
  });

  async function reserve(participantId: string, workerId = 'w1', through = registry): Promise<boolean> {
    return (await through.reserve(workerId, seat(participantId), clock.time + TICKET)) !== undefined;
  }

  async function register(workerId: string, places: number, link = `link of ${workerId}`): Promise<void> {
    await registry.register(registration(workerId, { places }), link);
  }

  async function hear(workerId: string, ...participantIds: string[]): Promise<unknown> {
    return registry.heard(workerId, `link of ${workerId}`, load({ participants: participantIds.map(seat) }));
  }

  it('knows a worker that another instance registered, with what it said', async () => {
    await register('w1', 3);
    await expect(other.knows('w1')).resolves.toBe(true);
    await expect(other.knows('w2')).resolves.toBe(false);
    expect((await other.workers()).map((record) => record.registration)).toEqual([registration('w1', { places: 3 })]);
    await expect(other.freePlaces()).resolves.toBe(3);
  });

  it('counts a reservation at once, at every instance, and none at a worker that it does not know', async () => {
    await register('w1', 1);
    await expect(reserve('p1')).resolves.toBe(true);
    await expect(reserve('p2', 'w1', other)).resolves.toBe(false);
    await expect(reserve('p2', 'w9')).resolves.toBe(false);
  });

  it('gives a place back when its ticket can no longer be used', async () => {
    await register('w1', 1);
    await reserve('p1');
    clock.time += TICKET + RESERVATION_GRACE - 1;
    await hear('w1');
    await expect(reserve('p2')).resolves.toBe(false);
    clock.time += 1;
    await expect(reserve('p2')).resolves.toBe(true);
  });

  it('holds one place for a participant who asks again and again, and gives it back when told', async () => {
    await register('w1', 2);
    for (let request = 0; request < 5; request += 1) await expect(reserve('p1')).resolves.toBe(true);
    await expect(registry.freePlaces()).resolves.toBe(1);
    await registry.release('w1', 'nobody', 'unused');
    await registry.release('w1', 'p1', 'perhaps used');
    await expect(registry.freePlaces()).resolves.toBe(1);
    clock.time += RESERVATION_GRACE;
    await hear('w1');
    await expect(registry.freePlaces()).resolves.toBe(2);
  });

  it('gives a place back at once where the ticket cannot have been used', async () => {
    await register('w1', 1);
    await reserve('p1');
    await registry.release('w1', 'p1', 'unused');
    await expect(reserve('p2')).resolves.toBe(true);
  });

  it('turns a reservation into a seat when a load shows the participant, and frees it when one does not', async () => {
    await register('w1', 2);
    await reserve('p1');
    await hear('w1', 'p1');
    await expect(registry.freePlaces()).resolves.toBe(1);
    await hear('w1');
    await expect(registry.freePlaces()).resolves.toBe(2);
  });

  it('keeps the place of somebody who sits there and was given another ticket for it', async () => {
    await register('w1', 2);
    await reserve('p1');
    await hear('w1', 'p1');
    await reserve('p1');
    await hear('w1', 'p1');
    await hear('w1');
    await expect(registry.freePlaces()).resolves.toBe(1);
  });

  it('counts the places that a worker keeps for participants of whom the state has been lost', async () => {
    await register('w1', 5);
    await registry.heard('w1', 'link of w1', load({ participants: [seat('p1')], reserved: 2 }));
    await expect(registry.freePlaces()).resolves.toBe(2);
    await hear('w1', 'p1');
    await expect(registry.freePlaces()).resolves.toBe(4);
  });

  it('gives nobody to a worker that drains', async () => {
    await register('w1', 2);
    await registry.heard('w1', 'link of w1', load({ draining: true }));
    await expect(reserve('p1')).resolves.toBe(false);
    await expect(registry.freePlaces()).resolves.toBe(0);
  });

  it.each(['draining', 'silent'] as const)('avoids a worker that answered %s until its next load', async (reply) => {
    await register('w1', 2);
    await registry.avoid('w1', reply);
    await expect(reserve('p1')).resolves.toBe(false);
    await hear('w1');
    await expect(reserve('p1')).resolves.toBe(true);
  });

  it('gives nobody to a worker that was not heard for a while, until it is', async () => {
    await register('w1', 2);
    clock.time += WORKER_SUSPECT_AFTER - 1;
    await expect(reserve('p1')).resolves.toBe(true);
    clock.time += 1;
    await expect(reserve('p2')).resolves.toBe(false);
    await hear('w1');
    await expect(reserve('p2')).resolves.toBe(true);
  });

  it('keeps what it knows of a worker whose link moves to another instance', async () => {
    await register('w1', 3);
    await hear('w1', 'p1');
    await reserve('p2');
    await other.register(registration('w1', { places: 3 }), 'newer link');
    await registry.unlink('w1', 'link of w1');
    await expect(reserve('p3')).resolves.toBe(true);
    await expect(reserve('p4')).resolves.toBe(false);
    expect((await registry.workers()).every((record) => isPresent(record, clock.time))).toBe(true);
  });

  it('tells the first load of a worker from the others, and a worker that it does not know', async () => {
    await expect(hear('w1')).resolves.toBe('unknown');
    await expect(registry.knows('w1')).resolves.toBe(false);
    await register('w1', 3);
    await expect(hear('w1')).resolves.toBe('first');
    await expect(hear('w1')).resolves.toBe('known');
    await opened.clear();
    registry = new WorkerRegistry(await opened.another(), clock);
    await expect(hear('w1')).resolves.toBe('unknown');
  });

  describe('sweep()', () => {
    let lost: [string, string[]][];

    async function sweep(through = registry): Promise<void> {
      await through.sweep((workerId, seated) => {
        lost.push([workerId, seated.map(({ participantId }) => participantId)]);
        return Promise.resolve();
      });
    }

    beforeEach(() => {
      lost = [];
    });

    it('takes a worker away that is not heard any more, once over all instances, and tells who sat there or may have come', async () => {
      await register('w1', 3);
      await hear('w1', 'p1', 'p2');
      await reserve('p3');
      await reserve('p1');
      clock.time += WORKER_LOST_AFTER - 1;
      await sweep();
      expect(lost).toEqual([]);
      clock.time += 1;
      await Promise.all([sweep(), sweep(other), sweep(), sweep(other)]);
      expect(lost).toEqual([['w1', ['p1', 'p2', 'p3']]]);
      await expect(registry.workers()).resolves.toEqual([]);
      await expect(hear('w1')).resolves.toBe('unknown');
    });

    it('takes a worker away whose link has ended without another one', async () => {
      await register('w1', 3);
      await register('w2', 3);
      await registry.unlink('w1', 'link of w1');
      await registry.unlink('w2', 'link of w2');
      clock.time += WORKER_UNLINKED_MAX - 1;
      await sweep();
      await register('w2', 3);
      clock.time += 1;
      await sweep();
      expect(lost).toEqual([['w1', []]]);
    });

    it('leaves one that is being taken away by an instance that was killed to another, after a while', async () => {
      await register('w1', 3);
      await hear('w1', 'p1');
      clock.time += WORKER_LOST_AFTER;
      await expect(registry.sweep(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
      clock.time += LOSS_CLAIM - 1;
      await sweep(other);
      expect(lost).toEqual([]);
      clock.time += 1;
      await sweep(other);
      expect(lost).toEqual([['w1', ['p1']]]);
    });

    it('does not take away what registered again meanwhile, and hears its next load as the first', async () => {
      await register('w1', 3);
      await hear('w1', 'p1');
      clock.time += WORKER_LOST_AFTER;
      await registry.sweep(async () => register('w1', 3, 'link of w1'));
      await expect(registry.knows('w1')).resolves.toBe(true);
      await expect(hear('w1', 'p1')).resolves.toBe('first');
    });
  });

  it('answers from what it knows where that is not too old, its own changes included', async () => {
    await register('w1', 3);
    await registry.workers();
    await other.register(registration('w2'), 'l2');
    await reserve('p1');
    const known = await registry.workers(WORKERS_AGE_MAX);
    expect(known.map((record) => record.registration.workerId)).toEqual(['w1']);
    expect(Object.keys(known[0]?.reservations ?? {})).toEqual(['p1']);
    clock.time += WORKERS_AGE_MAX;
    await expect(registry.workers(WORKERS_AGE_MAX)).resolves.toHaveLength(2);
  });
});
