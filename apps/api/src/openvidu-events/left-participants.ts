import type { Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { RecognitionChoices } from '../recognition/choices/recognition-choices';
import { RecognitionDispatch } from '../recognition/dispatch/recognition-dispatch';
import { MealTables } from '../recognition/table/meal-tables';
import { TableSignals } from '../recognition/table/table-signals';
import { WorkerLinks } from '../recognition/workers/worker-links';
import { Clock } from '../time/clock';
import { KnownSessions } from './known-sessions';
import type { SessionAddress } from './session-news';

/** Who left a connection, and why in OpenVidu's word. */
export interface Departure {
  readonly participantId: string;
  readonly connectionId: string;
  readonly reason: string;
}

/** Reasons with which somebody is taken off a table: a page that does not mind may go on sending frames. */
const TAKEN_OFF: readonly string[] = ['forceDisconnectByServer', 'forceDisconnectByUser'];

/** For how many at once it is done what follows: OpenVidu's end makes everybody leave in one moment. */
const AT_ONCE = 8;

/**
 * What follows from a participant's leaving: the place that is kept at a worker is given back, the table is told that recognition
 * is paused, and who was taken off it is looked at no more. Nothing of it touches who is on another connection or has asked for
 * one: totals and choice stay for whenever they come back.
 */
@Injectable()
export class LeftParticipants implements OnModuleDestroy {
  readonly #waiting: (readonly [SessionAddress, Departure])[] = [];
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly known: KnownSessions,
    private readonly choices: RecognitionChoices,
    private readonly dispatch: RecognitionDispatch,
    private readonly links: WorkerLinks,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Has done what follows, soon. Never throws: what cannot be done ends by itself, with the ticket or the worker's socket. */
  add(address: SessionAddress, departure: Departure): void {
    this.#waiting.push([address, departure]);
    this.#goOn();
  }

  /** Lets what is under way end. */
  async onModuleDestroy(): Promise<void> {
    this.#waiting.length = 0;
    await Promise.all(this.#underWay);
  }

  #goOn(): void {
    while (this.#underWay.size < AT_ONCE) {
      const next = this.#waiting.shift();
      if (!next) return;
      const followed = this.#release(...next)
        .catch((error: unknown) => this.logger.warn('departure.unfinished', { error }))
        .finally(() => {
          this.#underWay.delete(followed);
          this.#goOn();
        });
      this.#underWay.add(followed);
    }
  }

  async #release(address: SessionAddress, { participantId, connectionId, reason }: Departure): Promise<void> {
    // Before anything is looked up: the ticket of who comes back meanwhile is dated later.
    const leftAt = this.clock.now();
    const participant = { mealId: address.sessionId, participantId };
    if (await this.#isElsewhere(address, { participantId, connectionId })) return;
    const change = await this.tables.leave(participant, connectionId, leftAt);
    if (change) this.signals.send(change);
    await this.dispatch.release(participant.mealId, participantId);
    if (!TAKEN_OFF.includes(reason)) return;
    await this.links.withdraw({ participantId, withdrawnAt: leftAt / 1000 });
  }

  /** Whether they are on another connection, or have asked for one: whoever sits down chooses. */
  async #isElsewhere(address: SessionAddress, left: Omit<Departure, 'reason'>): Promise<boolean> {
    const mealId = address.sessionId;
    const chosen = await this.choices.of({ mealId, participantId: left.participantId });
    if (chosen && chosen.connectionId !== left.connectionId) return true;
    const stays = Object.values((await this.known.find(address))?.stays ?? {});
    return stays.some(({ participantId, leftAt }) => participantId === left.participantId && leftAt === undefined);
  }
}
