import { setTimeout as wait } from 'node:timers/promises';
import { currentWork, traced, within, withDeadline, type Logger } from '@bapsang/server';
import { ApplicationError, MOTION_SIGNAL_TYPE } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { ApiMetrics } from '../../metrics/api-metrics';
import { OpenViduDeployment, type SignalOutcome } from '../../openvidu/openvidu-deployment';
import { Clock } from '../../time/clock';
import type { TableChange } from './meal-tables';
import type { MotionState } from './motion-state';
import { SignalQueue, type SignalOrigin, type WaitingSignal } from './signal-queue';

/** How long to wait before a signal that OpenVidu did not answer is sent once more, ms. */
export const SIGNAL_RETRY_DELAY = 250;

/** How long signals under way may take to end when the api closes, ms. */
export const SIGNALS_CLOSE_DEADLINE = 1000;

/** Tells the tables what changed: OpenVidu signals, in order within a meal, meals independent of each other. */
@Injectable()
export class TableSignals implements OnModuleDestroy {
  /** Only meals with something to send have an entry. */
  readonly #queues = new Map<string, SignalQueue>();
  readonly #sending = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly metrics: ApiMetrics,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Sends a change after those of the same meal that wait already. Never throws; what cannot be sent is logged.
   * @param receivedAt when the frame arrived at the worker that led to it, ms since the epoch; undefined where no frame did
   */
  send({ mealId, signal }: TableChange, receivedAt?: number): void {
    if (this.#closing.signal.aborted) return;
    const { correlationId, span } = currentWork();
    const origin = { work: { correlationId: signal.correlationId ?? correlationId, span }, receivedAt };
    const queue = this.#queues.get(mealId);
    if (queue) {
      const dropped = queue.add(signal, origin);
      if (dropped) this.#noteDropped(dropped);
      return;
    }
    const first = new SignalQueue();
    first.add(signal, origin);
    this.#queues.set(mealId, first);
    // Those that wait behind the first belong to other work than this.
    const sending = within({}, () => this.#sendAll(mealId, first)).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  /** Drops what waits and lets what is under way end, for {@link SIGNALS_CLOSE_DEADLINE} at most. */
  async onModuleDestroy(): Promise<void> {
    this.#closing.abort();
    await withDeadline(Promise.all(this.#sending), SIGNALS_CLOSE_DEADLINE, 'Sending the last signals').catch(
      (error: unknown) => {
        this.logger.warn('signal.unfinished', { error });
      },
    );
  }

  async #sendAll(mealId: string, queue: SignalQueue): Promise<void> {
    let waiting = queue.next();
    while (waiting && !this.#closing.signal.aborted) {
      await this.#sendOne(mealId, waiting);
      waiting = queue.next();
    }
    this.#queues.delete(mealId);
  }

  async #sendOne(mealId: string, { signal, origin }: WaitingSignal): Promise<void> {
    await within(origin.work ?? {}, () => this.#trySending(mealId, signal, origin));
  }

  async #trySending(mealId: string, signal: MotionState, { receivedAt }: SignalOrigin): Promise<void> {
    const began = performance.now();
    const { participantId, sequence } = signal;
    try {
      const outcome = await traced('signal.send', {}, () => this.#sendWithRetry(mealId, JSON.stringify(signal)));
      this.metrics.signalSent(performance.now() - began);
      if (receivedAt !== undefined) this.metrics.frameTold(this.clock.now() - receivedAt);
      this.logger.debug('signal.sent', { participantId, sequence, outcome });
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.metrics.signalFailed();
      this.logger.warn('signal.failed', { participantId, error });
    }
  }

  async #sendWithRetry(mealId: string, data: string): Promise<SignalOutcome> {
    try {
      return await this.openvidu.signal(mealId, MOTION_SIGNAL_TYPE, data);
    } catch (error) {
      if (!(error instanceof ApplicationError) || error.code !== 'openvidu_unavailable') throw error;
      await wait(SIGNAL_RETRY_DELAY, undefined, { signal: this.#closing.signal });
      return this.openvidu.signal(mealId, MOTION_SIGNAL_TYPE, data);
    }
  }

  #noteDropped({ participantId, correlationId }: MotionState): void {
    this.metrics.signalsDropped(1);
    this.logger.warn('signal.dropped', { reason: 'too many wait', participantId, correlationId });
  }
}
