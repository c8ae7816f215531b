import type { Assignment, RecognitionGrant } from '@bapsang/shared';
import { AssignmentSeals } from '../../keys/assignment-seals';
import { ApiMetrics } from '../../metrics/api-metrics';
import { MemorySharedState } from '../../state/memory-shared-state';
import { testEnvironment } from '../../testing/running-api.spec-support';
import { silentLogger } from '../../testing/silent-logger.spec-support';
import { StandingClock } from '../../testing/standing-clock.spec-support';
import { load, registration } from '../../testing/worker.spec-support';
import { WorkerLinks, type OfferReply } from '../workers/worker-links';
import { Chance } from './chance';
import { FrameTickets } from './frame-tickets';
import { MealWorkers } from './meal-workers';
import { OFFERS_MAX, RecognitionDispatch } from './recognition-dispatch';
import { WorkerRegistry } from './worker-registry';

/** Workers that answer what a test wants. */
class ScriptedLinks extends WorkerLinks {
  readonly offers: [string, Assignment][] = [];
  readonly released: string[] = [];
  reply: (workerId: string) => OfferReply = () => 'accepted';

  override offer(workerId: string, assignment: Assignment): Promise<OfferReply> {
    this.offers.push([workerId, assignment]);
    return Promise.resolve(this.reply(workerId));
  }

  override release(workerId: string): void {
    this.released.push(workerId);
  }
}

/** The same numbers again for the same seed: a linear congruential generator (W. H. Press et al., Numerical Recipes, 1992). */
class SeededChance extends Chance {
  constructor(private state: number) {
    super();
  }

  override next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }
}

describe('RecognitionDispatch', () => {
  let clock: StandingClock;
  let registry: WorkerRegistry;
  let links: ScriptedLinks;
  let metrics: ApiMetrics;
  let dispatch: RecognitionDispatch;

  function start(seed = 1): void {
    clock = new StandingClock();
    const state = new MemorySharedState(clock);
    registry = new WorkerRegistry(state, clock);
    links = new ScriptedLinks(silentLogger);
    metrics = new ApiMetrics();
    const environment = testEnvironment();
    const tickets = new FrameTickets(environment);
    const seals = new AssignmentSeals(environment);
    const chance = new SeededChance(seed);
    const meals = new MealWorkers(state);
    dispatch = new RecognitionDispatch(
      ...([environment, registry, meals, links, tickets, seals] as const),
      ...([clock, chance, metrics, silentLogger] as const),
    );
  }

  beforeEach(() => start());

  async function register(workerId: string, places: number): Promise<void> {
    await registry.register(registration(workerId, { places }), `link of ${workerId}`);
  }

  /** @returns the worker, or why there is none */
  async function grant(mealId: string, participantId: string): Promise<string> {
    const answer = await dispatch.grant({ mealId, participantId, connectionId: `con of ${participantId}` });
    return 'unavailable' in answer ? answer.unavailable : new URL(answer.url).pathname.slice(1);
  }

  it('keeps the participants of a meal together where there is room, and those beyond together elsewhere', async () => {
    for (const workerId of ['w1', 'w2', 'w3', 'w4']) await register(workerId, 4);
    const workers: string[] = [];
    for (let count = 0; count < 8; count += 1) workers.push(await grant('meal', `p${count}`));
    expect(new Set(workers.slice(0, 4)).size).toBe(1);
    expect(new Set(workers.slice(4)).size).toBe(1);
  });

  it('sends those who sit down at the same moment to the same worker', async () => {
    for (const workerId of ['w1', 'w2', 'w3']) await register(workerId, 12);
    const workers = await Promise.all(Array.from({ length: 12 }, (_, index) => grant('meal', `p${index}`)));
    expect(new Set(workers).size).toBe(1);
  });

  it('seals the ticket and dates it when it was asked for', async () => {
    await register('w1', 1);
    const subject = { mealId: 'meal', participantId: 'p1', connectionId: 'con' };
    const { ticket, expiresAt } = (await dispatch.grant(subject, clock.time - 500)) as RecognitionGrant;
    const [, payload = ''] = ticket.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const [, offered] = links.offers[0]!;
    expect(claims).toMatchObject({ jti: offered.ticketId, seal: offered.seal, iat: clock.time / 1000 - 0.5 });
    expect(new AssignmentSeals(testEnvironment()).isGenuine('w1', offered)).toBe(true);
    expect(offered.expiresAt).toBe(expiresAt);
  });

  it('tells why there is no ticket, and counts it', async () => {
    await expect(grant('meal', 'p1')).resolves.toBe('no_worker');
    await register('w1', 1);
    await grant('meal', 'p1');
    await expect(grant('meal', 'p2')).resolves.toBe('no_room');
    await registry.heard('w1', 'link of w1', load({ draining: true }));
    await expect(grant('meal', 'p2')).resolves.toBe('draining');
    await expect(dispatch.available()).resolves.toBe(false);
    const text = await metrics.registry.metrics();
    for (const reason of ['no_worker', 'no_room', 'draining']) {
      expect(text).toContain(`bapsang_api_tickets_refused_total{reason="${reason}"} 1`);
    }
  });

  it.each(['draining', 'full', 'silent'] as const)('gives the place back at a worker that is %s', async (reply) => {
    await register('w1', 1);
    links.reply = () => reply;
    await expect(grant('meal', 'p1')).resolves.toBe(
      { draining: 'draining', full: 'no_room', silent: 'no_worker' }[reply],
    );
    links.reply = () => 'accepted';
    await registry.heard('w1', 'link of w1', load());
    await expect(grant('meal', 'p2')).resolves.toBe('w1');
  });

  it('asks no more than a few workers', async () => {
    for (let count = 0; count < 10; count += 1) await register(`w${count}`, 1);
    links.reply = () => 'full';
    await expect(grant('meal', 'p1')).resolves.toBe('no_room');
    expect(new Set(links.offers.map(([workerId]) => workerId)).size).toBe(OFFERS_MAX);
  });

  it('gives the earlier place back to who is sent elsewhere, or who withdrew', async () => {
    await register('w1', 5);
    await grant('meal', 'p1');
    await registry.avoid('w1', 'draining');
    await register('w2', 5);
    await expect(grant('meal', 'p1')).resolves.toBe('w2');
    expect(links.released).toEqual(['w1']);
    await dispatch.release('meal', 'p1');
    await dispatch.release('meal', 'nobody');
    expect(links.released).toEqual(['w1', 'w2']);
    await expect(registry.freePlaces()).resolves.toBe(5);
  });

  describe('with 1,000 participants over 10 workers of unequal size', () => {
    const sizes = [20, 40, 60, 80, 100, 120, 140, 160, 200, 280];
    const share = 1000 / sizes.reduce((sum, size) => sum + size, 0);

    /** How far the share of places taken is from that of all workers together, for each worker. */
    async function spread(seed: number, perMeal: number): Promise<number[]> {
      start(seed);
      for (const size of sizes) await register(`w${size}`, size);
      for (let count = 0; count < 1000; count += 1) {
        expect(await grant(`meal ${Math.floor(count / perMeal)}`, `p${count}`)).toMatch(/^w/);
      }
      const records = await registry.workers();
      return records.map(({ registration: { places }, reservations }) =>
        Math.abs(Object.keys(reservations).length / places - share),
      );
    }

    it.each([1, 2])('fills all of them alike within 5 % of their capacity (seed %d)', async (seed) => {
      expect(Math.max(...(await spread(seed, 1)))).toBeLessThanOrEqual(0.05);
    });

    it('keeps meals of four together and fills those alike that are large enough for a meal to be little', async () => {
      const differences = await spread(1, 4);
      // One meal more or less is 4 places: within 5 % where a worker has 80 or more, and a meal beyond that elsewhere.
      sizes.forEach((size, index) => expect(differences[index]).toBeLessThanOrEqual(0.05 + 4 / size));
    });
  });
});
