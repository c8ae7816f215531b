import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { LOGGER } from '../configuration/injection-tokens';
import { Clock } from '../time/clock';
import { EXPIRY_BATCH, Journal } from './journal';

const DAY = 24 * 60 * 60 * 1000;

/** How often old meals are looked for, ms; the first time so long after the start at most. */
const INTERVAL = 60 * 60 * 1000;

/** How long to leave the journal to others between two batches, ms. */
const BATCH_PAUSE = 100;

/** Deletes what the journal has kept for long enough: see `JOURNAL_RETENTION_DAYS`. */
@Injectable()
export class JournalRetention implements OnModuleInit, OnModuleDestroy {
  readonly #closing = new AbortController();
  readonly #retention: number;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(
    { JOURNAL_RETENTION_DAYS }: ApiEnvironment,
    private readonly journal: Journal,
    @Inject(Clock) private readonly clock: Pick<Clock, 'now'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#retention = JOURNAL_RETENTION_DAYS * DAY;
  }

  onModuleInit(): void {
    // At random, so that instances that start together do not look together.
    this.#plan(INTERVAL * Math.random());
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closing.abort();
    await this.#sweeping;
  }

  /** Deletes all meals that are old enough, in batches, until none is left or the api closes. Never throws. */
  async sweep(): Promise<void> {
    const { signal } = this.#closing;
    const before = this.clock.now() - this.#retention;
    let meals = 0;
    try {
      for (let expired = EXPIRY_BATCH; expired === EXPIRY_BATCH && !signal.aborted;) {
        expired = await this.journal.expire(before);
        meals += expired;
        await wait(BATCH_PAUSE, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) this.logger.warn('journal.unexpired', { error });
    }
    if (meals > 0) this.logger.info('journal.expired', { meals });
  }

  #plan(pause: number): void {
    this.#timer = setTimeout(() => {
      this.#sweeping = this.sweep().then(() => {
        if (!this.#closing.signal.aborted) this.#plan(INTERVAL);
      });
    }, pause);
  }
}
