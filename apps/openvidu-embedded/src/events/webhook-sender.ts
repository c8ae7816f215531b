import { setTimeout as pause } from 'node:timers/promises';
import { withDeadline, type Logger } from '@bapsang/server';
import type { EventSink } from './event-sink';
import type { OpenviduEvent } from './openvidu-event';

/** How often an event is tried at most; OpenVidu's figure. */
export const WEBHOOK_TRIES = 5;

/** Pauses between the tries, ms: a restarting receiver is back within seconds. */
const PAUSES: readonly number[] = [200, 500, 1_000, 2_000];

/** The most events that wait, some 500 bytes each. */
const CAPACITY = 10_000;

/** How long closing waits for the events that are left, ms: they tell of the end of every session. */
const CLOSE_DEADLINE = 1_500;

/** The only status that counts as delivered. */
const DELIVERED = 200;

/** What the sender needs. */
export interface WebhookSenderOptions {
  /**
   * Posts a body and returns the status of the answer.
   * @throws anything where no answer came; the event is tried again then
   */
  readonly post: (body: string, signal: AbortSignal) => Promise<number>;
  /** Names of the events that are sent. */
  readonly events: ReadonlySet<string>;
  readonly logger: Logger;
  /** Pauses between the tries, ms. */
  readonly pauses?: readonly number[];
  /** The most events that wait. */
  readonly capacity?: number;
  /** How long closing waits for the events that are left, ms. */
  readonly closeDeadline?: number;
}

/**
 * Sends events one after another, in their order. An event without an answer is tried again, one with an answer never: a
 * status other than 200 is logged and the event dropped. While the queue is full new events are dropped: what the receiver
 * gets has no gap before the moment at which it fell behind too far, and the log says from when to when.
 */
export class WebhookSender implements EventSink {
  private readonly waiting: OpenviduEvent[] = [];
  private readonly stopped = new AbortController();
  private readonly capacity: number;
  private running: Promise<void> | undefined;
  private dropped = 0;
  private closing = false;

  constructor(private readonly options: WebhookSenderOptions) {
    this.capacity = options.capacity ?? CAPACITY;
  }

  take(event: OpenviduEvent): void {
    if (this.closing || !this.options.events.has(event.name)) return;
    if (this.waiting.length >= this.capacity) {
      if (this.dropped === 0) this.options.logger.warn('webhook.queue-full', { waiting: this.waiting.length });
      this.dropped++;
      return;
    }
    this.waiting.push(event);
    this.running ??= this.run();
  }

  /** Waits briefly for the events that are left, then gives them up. */
  async close(): Promise<void> {
    this.closing = true;
    const deadline = this.options.closeDeadline ?? CLOSE_DEADLINE;
    await withDeadline(this.running ?? Promise.resolve(), deadline, 'The delivery of the last events').catch(() => {
      this.options.logger.warn('webhook.given-up', { events: this.waiting.length });
    });
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    // What is being sent stays in the queue until it is settled, so that it counts as waiting.
    for (let event = this.waiting[0]; event && !this.hasStopped(); event = this.waiting[0]) {
      await this.deliver(event);
      this.waiting.shift();
      this.tellOfDropped();
    }
    this.running = undefined;
  }

  private async deliver({ name, fields }: OpenviduEvent): Promise<void> {
    const { logger, pauses = PAUSES } = this.options;
    const body = JSON.stringify({ ...fields, event: name });
    for (let tries = 1; ; tries++) {
      const outcome = await this.tryOnce(body);
      if (outcome === DELIVERED || this.hasStopped()) return;
      if (typeof outcome === 'number') {
        logger.warn('webhook.refused', { name, status: outcome });
        return;
      }
      if (tries === WEBHOOK_TRIES) {
        logger.warn('webhook.undelivered', { name, tries, reason: outcome });
        return;
      }
      await pause(pauses[tries - 1] ?? 0, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      if (this.hasStopped()) return;
    }
  }

  /** The status of the answer, or why there was none. */
  private async tryOnce(body: string): Promise<number | string> {
    try {
      return await this.options.post(body, this.stopped.signal);
    } catch (error) {
      return error instanceof Error ? error.message : 'unknown';
    }
  }

  private hasStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  private tellOfDropped(): void {
    if (this.dropped === 0 || this.waiting.length >= this.capacity) return;
    this.options.logger.warn('webhook.events-dropped', { events: this.dropped });
    this.dropped = 0;
  }
}
