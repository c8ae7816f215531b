import type { AdminEvent } from '@bapsang/shared';
import { LOSS_CLAIM, WORKER_LOST_AFTER } from '../recognition/dispatch/worker-record';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { MemorySharedState } from '../state/memory-shared-state';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { load, registration } from '../testing/worker.spec-support';
import { RecentEvents } from './recent-events';
import { WorkerEvents } from './worker-events';

describe('WorkerEvents of two instances', () => {
  let clock: StandingClock;
  let one: WorkerRegistry;
  let other: WorkerRegistry;
  let told: AdminEvent[];

  beforeEach(() => {
    clock = new StandingClock();
    const state = new MemorySharedState(clock);
    told = [];
    const instance = (): WorkerRegistry => {
      const registry = new WorkerRegistry(state, clock);
      const events = new RecentEvents(state, clock, silentLogger);
      events.onTold((event) => told.push(event));
      new WorkerEvents(registry, events).onModuleInit();
      return registry;
    };
    [one, other] = [instance(), instance()];
  });

  function kinds(): string[] {
    return told.map(({ kind, workerId, reason }) => [kind, workerId, reason].filter(Boolean).join(' '));
  }

  it('tell that a worker registered once, whatever it says again and over whichever link', async () => {
    await one.register(registration('w1'), 'first link');
    await one.heard('w1', 'first link', load());
    await other.register(registration('w1', { places: 3 }), 'second link');
    await one.unlink('w1', 'first link');
    await other.heard('w1', 'second link', load());
    expect(kinds()).toEqual(['worker registered w1']);
  });

  it('tell that a worker drains once, whoever learns it first', async () => {
    await one.register(registration('w1'), 'link');
    await one.avoid('w1', 'draining');
    await other.heard('w1', 'link', load({ draining: true }));
    await one.heard('w1', 'link', load({ draining: true }));
    expect(kinds()).toEqual(['worker registered w1', 'worker draining w1']);
  });

  it('tell that a worker is lost once, also where the instance that took it away was killed over it', async () => {
    await one.register(registration('w1'), 'link');
    clock.time += WORKER_LOST_AFTER;
    const never = one.sweep(() => new Promise(() => undefined));
    await other.sweep(() => Promise.resolve());
    clock.time += LOSS_CLAIM;
    await other.sweep(() => Promise.resolve());
    expect(kinds()).toEqual(['worker registered w1', 'worker lost w1 not heard']);
    await other.register(registration('w1'), 'link');
    expect(kinds().slice(2)).toEqual(['worker registered w1']);
    void never;
  });

  it('tell of a worker that drained and ended that it was to', async () => {
    await one.register(registration('w1'), 'link');
    await one.heard('w1', 'link', load({ draining: true }));
    clock.time += WORKER_LOST_AFTER;
    await Promise.all([one.sweep(() => Promise.resolve()), other.sweep(() => Promise.resolve())]);
    expect(kinds().slice(1)).toEqual(['worker draining w1', 'worker lost w1 drained']);
  });
});
