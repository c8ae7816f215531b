import { WORKER_LOAD_INTERVAL, type ClockReply, type WorkerLoad } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import type { ApiClock } from './api-clock';

/** What {@link LoadTeller} needs to know. */
export interface LoadTellerOptions {
  /** How busy this worker is now. */
  readonly load: () => WorkerLoad;
  /**
   * Sends it to the api.
   * @throws Error where there is no answer in time
   */
  readonly send: (load: WorkerLoad) => Promise<ClockReply>;
  /** Called before the load is told, except for the first time. */
  readonly beforeEach: () => void;
  /** Called when the api does not answer: a link over which nothing comes back is none. */
  readonly silent: () => void;
  /** Called when the api refuses the load for good, as one that does not know this worker does. */
  readonly refused: () => void;
  readonly clock: ApiClock;
}

/** Tells the api the load over one link, at even intervals and whenever asked to, and sets the clock by the answers. */
export class LoadTeller {
  private timer: NodeJS.Timeout | undefined;
  /** Grows with every link, so that answers of an earlier one do not count. */
  private link = 0;
  private refusalTold = false;

  constructor(
    private readonly options: LoadTellerOptions,
    private readonly logger: Logger,
  ) {}

  /** Begins over a new link, with a first load at once. */
  start(): void {
    this.stop();
    void this.tell();
    this.timer = setInterval(() => {
      this.options.beforeEach();
      void this.tell();
    }, WORKER_LOAD_INTERVAL);
  }

  /** The link has ended. */
  stop(): void {
    this.link += 1;
    clearInterval(this.timer);
  }

  /** Tells the load now. */
  async tell(): Promise<void> {
    const { link } = this;
    const askedAt = performance.now();
    try {
      const reply = await this.options.send(this.options.load());
      if (link === this.link) this.take(reply, askedAt);
    } catch {
      if (link === this.link) this.options.silent();
    }
  }

  private take(reply: ClockReply, askedAt: number): void {
    if (reply.accepted) {
      this.refusalTold = false;
      this.options.clock.take(askedAt, reply.now);
      return;
    }
    const { code, message, retryable } = reply.error;
    if (!this.refusalTold) this.logger.warn('load.refused', { code, message });
    this.refusalTold = true;
    if (!retryable) this.options.refused();
  }
}
