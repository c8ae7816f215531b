import type { AssignedParticipant } from '@bapsang/shared';
import fc from 'fast-check';
import { SharedState, type Change, type StateAddress } from '../../state/shared-state';
import { STATES, type OpenedState } from '../../testing/opened-state.spec-support';
import { StandingClock } from '../../testing/standing-clock.spec-support';
import { load, registration } from '../../testing/worker.spec-support';
import { WorkerRegistry } from './worker-registry';

/** How many schedules are tried; together 10,000. */
const SCHEDULES: Readonly<Record<string, number>> = { MemorySharedState: 9500, RedisSharedState: 500 };

const WORKERS = ['w1', 'w2'] as const;
const PARTICIPANTS = ['p1', 'p2', 'p3', 'p4'] as const;
const INSTANCES = 2;

type WorkerId = (typeof WORKERS)[number];
type Step =
  | { readonly kind: 'ask'; readonly workerId: WorkerId; readonly instance: number }
  | { readonly kind: 'arrive' | 'leave' | 'withdraw' };

/** A state that answers when the scheduler says so. */
class ScheduledState extends SharedState {
  constructor(
    private readonly state: SharedState,
    private readonly scheduler: fc.Scheduler,
  ) {
    super();
  }

  async read<T>(address: StateAddress): Promise<T | undefined> {
    await this.scheduler.schedule(Promise.resolve());
    return this.state.read<T>(address);
  }

  async readGroup<T>(group: string): Promise<ReadonlyMap<string, T>> {
    await this.scheduler.schedule(Promise.resolve());
    return this.state.readGroup<T>(group);
  }

  async update<T>(address: StateAddress, change: Change<T>, lifetime?: number): Promise<T | undefined> {
    await this.scheduler.schedule(Promise.resolve());
    const value = await this.state.update(address, change, lifetime);
    // The answer is on its way, too.
    await this.scheduler.schedule(Promise.resolve());
    return value;
  }

  reachable(): Promise<boolean> {
    return this.state.reachable();
  }
}

/** Two workers, a few participants who come and go, and two instances of the api that all of them speak to at once. */
class Evening {
  /** Who holds a ticket that can be used, and for which worker. */
  readonly #tickets = new Map<string, WorkerId>();
  readonly #seated = new Map<string, WorkerId>();
  /** To which worker they were sent last. */
  readonly #sent = new Map<string, WorkerId>();
  readonly #registries: readonly WorkerRegistry[];
  readonly #clock = new StandingClock();

  constructor(
    states: readonly SharedState[],
    private readonly places: Readonly<Record<WorkerId, number>>,
  ) {
    this.#registries = states.map((state) => new WorkerRegistry(state, this.#clock));
  }

  async open(): Promise<void> {
    await Promise.all(
      WORKERS.map((workerId, index) =>
        this.#registry(index).register(registration(workerId, { places: this.places[workerId] }), 'link'),
      ),
    );
  }

  /** What a participant does, one after the other. */
  async participate(participantId: string, steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'ask') await this.#ask(participantId, step.workerId, this.#registry(step.instance));
      if (step.kind === 'arrive') this.#arrive(participantId);
      if (step.kind === 'leave') this.#seated.delete(participantId);
      if (step.kind === 'withdraw') await this.#withdraw(participantId);
      this.#check();
    }
  }

  /** A worker sends a few loads, one after the other. */
  async work(workerId: WorkerId, loads: number): Promise<void> {
    for (let count = 0; count < loads; count += 1) {
      const participants = this.#at(workerId, this.#seated).map(seat);
      await this.#registry(count).heard(workerId, 'link', load({ participants }));
    }
  }

  async #ask(participantId: string, workerId: WorkerId, registry: WorkerRegistry): Promise<void> {
    const before = this.#sent.get(participantId);
    if (before !== undefined && before !== workerId) {
      this.#tickets.delete(participantId);
      await registry.release(before, participantId, 'perhaps used');
    }
    const worker = await registry.reserve(workerId, seat(participantId), this.#clock.time + 60_000);
    if (!worker) return;
    this.#tickets.set(participantId, workerId);
    this.#sent.set(participantId, workerId);
  }

  #arrive(participantId: string): void {
    const workerId = this.#tickets.get(participantId);
    if (workerId === undefined) return;
    this.#tickets.delete(participantId);
    this.#seated.set(participantId, workerId);
  }

  /** The consent is withdrawn: the worker closes the socket and takes no earlier ticket. */
  async #withdraw(participantId: string): Promise<void> {
    const workerId = this.#sent.get(participantId);
    for (const each of [this.#tickets, this.#seated, this.#sent]) each.delete(participantId);
    if (workerId !== undefined) await this.#registry(0).release(workerId, participantId, 'unused');
  }

  #check(): void {
    for (const workerId of WORKERS) {
      const promised = new Set([...this.#at(workerId, this.#seated), ...this.#at(workerId, this.#tickets)]);
      // Asked half a million times: an assertion of Jest's each time would take longer than everything else.
      if (promised.size > this.places[workerId]) throw new Error(`${workerId} has promised ${promised.size} places.`);
    }
  }

  #at(workerId: WorkerId, where: ReadonlyMap<string, WorkerId>): string[] {
    return [...where].filter(([, each]) => each === workerId).map(([participantId]) => participantId);
  }

  #registry(instance: number): WorkerRegistry {
    return instanceOf(this.#registries, instance);
  }
}

function instanceOf(registries: readonly WorkerRegistry[], index: number): WorkerRegistry {
  const registry = registries[index % INSTANCES];
  if (!registry) throw new RangeError('There is no such instance.');
  return registry;
}

function seat(participantId: string): AssignedParticipant {
  return { mealId: 'meal', participantId, connectionId: 'con', seal: 'seal' };
}

const ask = fc.record({
  kind: fc.constant('ask' as const),
  workerId: fc.constantFrom(...WORKERS),
  instance: fc.nat(INSTANCES - 1),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: ask },
  fc.record({ kind: fc.constantFrom('arrive' as const, 'leave' as const, 'withdraw' as const) }),
);
const steps = fc.tuple(...PARTICIPANTS.map(() => fc.array(step, { maxLength: 4 })));
const places = fc.record({ w1: fc.integer({ min: 1, max: 3 }), w2: fc.integer({ min: 1, max: 3 }) });

describe.each(STATES)('reservations on %s', (name, open) => {
  let opened: OpenedState;
  let instances: readonly SharedState[];

  beforeAll(async () => {
    opened = await open();
    instances = await Promise.all(Array.from({ length: INSTANCES }, () => opened.another()));
  });

  afterAll(() => opened.close());

  async function startAnew(): Promise<readonly SharedState[]> {
    await opened.clear();
    // In memory another state is an empty one.
    if (name === 'MemorySharedState') instances = [await opened.another(), await opened.another()];
    return instances;
  }

  it('never promise more places than a worker has, in whatever order everything happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), places, steps, fc.nat(2), async (scheduler, each, participants, loads) => {
        const states = await startAnew();
        const evening = new Evening(
          states.map((state) => new ScheduledState(state, scheduler)),
          each,
        );
        const opening = evening.open();
        await scheduler.waitFor(opening);
        const everything = Promise.all([
          ...PARTICIPANTS.map((participantId, index) => evening.participate(participantId, participants[index] ?? [])),
          ...WORKERS.map((workerId) => evening.work(workerId, loads)),
        ]);
        await scheduler.waitFor(everything);
      }),
      { numRuns: SCHEDULES[name] },
    );
  }, 240_000);

  it('sell every place where more ask at once than there are', async () => {
    const free = 10;
    for (const asking of [9, 10, 11, 40]) {
      const registries = (await startAnew()).map((state) => new WorkerRegistry(state, new StandingClock()));
      await registries[0]?.register(registration('w1', { places: free }), 'link');
      const outcomes = await Promise.all(
        Array.from({ length: asking }, (_, index) =>
          instanceOf(registries, index).reserve('w1', seat(`p${index}`), 1e15),
        ),
      );
      expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(Math.min(free, asking));
    }
  });
});
