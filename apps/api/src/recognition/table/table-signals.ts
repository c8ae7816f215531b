import { setTimeout as wait } from 'node:timers/promises';
import { withDeadline, type Logger } from '@bapsang/server';
import { ApplicationError, MOTION_SIGNAL_TYPE } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { ApiMetrics } from '../../metrics/api-metrics';
import { OpenViduDeployment, type SignalOutcome } from '../../openvidu/openvidu-deployment';
import type { TableChange } from './meal-tables';
import type { MotionState } from './motion-state';
import { SignalQueue } from './signal-queue';

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
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sends a change after those of the same meal that wait already. Never throws; what cannot be sent is logged. */
  send({ mealId, signal }: TableChange): void {
    if (this.#closing.signal.aborted) return;
    const queue = this.#queues.get(mealId);
    if (queue) {
      const dropped = queue.add(signal);
      if (dropped > 0) this.#noteDropped(dropped);
      return;
    }
    const first = new SignalQueue();
    first.add(signal);
    this.#queues.set(mealId, first);
    const sending = this.#sendAll(mealId, first).finally(() => this.#sending.delete(sending));
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
    let signal = queue.next();
    while (signal && !this.#closing.signal.aborted) {
      await this.#sendOne(mealId, signal);
      signal = queue.next();
    }
    this.#queues.delete(mealId);
  }

  async #sendOne(mealId: string, signal: MotionState): Promise<void> {
    const began = performance.now();
    try {
      const outcome = await this.#sendWithRetry(mealId, JSON.stringify(signal));
      this.metrics.signalSent(performance.now() - began);
      const { participantId, sequence } = signal;
      this.logger.debug('signal.sent', { participantId, sequence, outcome });
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.metrics.signalFailed();
      this.logger.warn('signal.failed', { participantId: signal.participantId, error });
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

  #noteDropped(dropped: number): void {
    this.metrics.signalsDropped(dropped);
    this.logger.warn('signal.dropped', { reason: 'too many wait', dropped });
  }
}
