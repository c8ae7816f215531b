import { randomUUID } from 'node:crypto';
import { withDeadline, type Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { LOGGER } from '../configuration/injection-tokens';
import { RecentEvents } from '../events/recent-events';
import { MealKeys } from '../keys/meal-keys';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduSession } from '../openvidu/openvidu-session';
import { SharedState, type StateAddress } from '../state/shared-state';
import { Clock } from '../time/clock';
import { findGhosts, type Ghost, type Suspects } from './ghosts';
import { KnownSessions } from './known-sessions';
import { SessionChronicle } from './session-chronicle';
import { unheardNews } from './unheard-news';

/** What was decided so many rounds ago counts no more: nobody looked in between. */
const SUSPECTS_ROUNDS = 3;

/** How long an instance that has died over it keeps the others from it, ms. */
const LEASE_LIFETIME = 20_000;

/** How long what is under way may take to end when the api closes, ms. */
const CLOSE_DEADLINE = 1000;

const LEASE: StateAddress = { group: 'openvidu reconciliation', key: 'lease' };
const SUSPECTS: StateAddress = { group: 'openvidu reconciliation', key: 'suspects' };

interface Lease {
  readonly holder: string;
  /** ms since the epoch. */
  readonly until: number;
}

/**
 * Compares what is known of OpenVidu's sessions with what OpenVidu says, every `RECONCILE_INTERVAL`: tells what no webhook told, and
 * removes connections that live no more. One instance at a time does so.
 */
@Injectable()
export class Reconciliation implements OnModuleInit, OnModuleDestroy {
  readonly #id = randomUUID();
  readonly #interval: number;
  #timer?: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #failing = false;

  constructor(
    environment: ApiEnvironment,
    private readonly openvidu: OpenViduDeployment,
    private readonly known: KnownSessions,
    private readonly chronicle: SessionChronicle,
    @Inject(RecentEvents) private readonly recent: Pick<RecentEvents, 'tell'>,
    private readonly mealKeys: MealKeys,
    private readonly state: SharedState,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#interval = environment.RECONCILE_INTERVAL;
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.run(), this.#interval);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    const running = this.#running ?? Promise.resolve();
    await withDeadline(running, CLOSE_DEADLINE, 'Reconciliation').catch((error: unknown) => {
      this.logger.warn('reconciliation.unfinished', { error });
    });
  }

  /** Compares once, unless another instance is about it; at the same time once only. Never throws: the next time is soon. */
  async run(): Promise<void> {
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      if (!(await this.#takeLease())) return;
      await this.#reconcile();
      await this.#giveLeaseBack();
      if (this.#failing) this.logger.info('reconciliation.restored');
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.logger.warn('reconciliation.failed', { error });
      this.#failing = true;
    }
  }

  async #reconcile(): Promise<void> {
    // In this order: what becomes known while OpenVidu is asked is not missed in its answer.
    const known = await this.known.all();
    const listed = await this.openvidu.listSessions();
    for (const news of unheardNews(known, listed, this.clock.now())) await this.chronicle.take(news);
    for (const session of known) this.chronicle.write(session, session.unwritten);
    await this.known.forgetEnded(this.clock.now());
    await this.#removeGhosts(listed.filter(({ sessionId }) => this.mealKeys.isMealId(sessionId)));
  }

  async #removeGhosts(meals: readonly OpenViduSession[]): Promise<void> {
    let ghosts: readonly Ghost[] = [];
    const decide = (present: Suspects = {}): Suspects => {
      const decision = findGhosts(meals, present, this.clock.now());
      ghosts = decision.ghosts;
      return decision.suspects;
    };
    await this.state.update<Suspects>(SUSPECTS, decide, SUSPECTS_ROUNDS * this.#interval);
    for (const { sessionId, connectionId, participantId, reason } of ghosts) {
      await this.openvidu.disconnect(sessionId, connectionId);
      this.recent.tell({ kind: 'ghost removed', sessionId, connectionId, participantId, reason });
      // Not its session: whoever knows a meal's id can sit down.
      this.logger.info('ghost.removed', { connectionId, reason });
    }
  }

  async #takeLease(): Promise<boolean> {
    const now = this.clock.now();
    const lease = await this.state.update<Lease>(LEASE, (present) =>
      present && present.until > now && present.holder !== this.#id
        ? present
        : { holder: this.#id, until: now + LEASE_LIFETIME },
    );
    return lease?.holder === this.#id;
  }

  /** The others need not look again so soon. */
  async #giveLeaseBack(): Promise<void> {
    const until = this.clock.now() + this.#interval / 2;
    await this.state.update<Lease>(LEASE, (present) =>
      present?.holder === this.#id ? { holder: this.#id, until } : present,
    );
  }
}
