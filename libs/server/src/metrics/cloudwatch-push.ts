import type { CloudWatchClient, MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Closable } from '../lifecycle/run-service';
import type { Logger } from '../logging/logger';
import type { CloudWatchEnvironment } from './cloudwatch-environment';
import type { Measurement } from './cloudwatch-figures';

/** How often figures are pushed, ms: the finest that CloudWatch keeps at its usual price, and what scaling policies look at. */
export const CLOUDWATCH_INTERVAL = 60_000;

/** How long a push may take with its retries, ms. */
export const CLOUDWATCH_DEADLINE = 10_000;

/** What is pushed, where to, and how often. */
export interface CloudWatchPushOptions {
  readonly environment: CloudWatchEnvironment;
  /** Reads the figures. */
  readonly measure: (now: Date) => Promise<Measurement>;
  readonly logger: Logger;
  /** ms. Not set: {@link CLOUDWATCH_INTERVAL}. */
  readonly interval?: number;
}

/**
 * Pushes figures to Amazon CloudWatch (PutMetricData), at once and then again and again. The service it belongs to goes on
 * whether this succeeds or not: that it fails, and that it succeeds again, is logged once each. What was added to counters
 * meanwhile goes with the next push that succeeds.
 */
export class CloudWatchPush implements Closable {
  readonly #closing = new AbortController();
  #client?: CloudWatchClient;
  #timer?: NodeJS.Timeout;
  #underWay?: Promise<void>;
  #failing = false;

  private constructor(
    private readonly namespace: string,
    private readonly options: CloudWatchPushOptions,
  ) {}

  /** Begins to push where a namespace is configured. Does not wait for the first push. @returns to be closed; undefined: off */
  static open(options: CloudWatchPushOptions): CloudWatchPush | undefined {
    const { CLOUDWATCH_NAMESPACE: namespace, AWS_REGION: region } = options.environment;
    if (!namespace) return undefined;
    const push = new CloudWatchPush(namespace, options);
    const interval = options.interval ?? CLOUDWATCH_INTERVAL;
    options.logger.info('cloudwatch.opened', { namespace, region, interval });
    push.#timer = setInterval(() => push.#begin(), interval);
    push.#begin();
    return push;
  }

  /** Ends without a last push; one that is under way is given up. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#underWay;
    this.#client?.destroy();
  }

  /** Begins a push, unless the last one is still under way. */
  #begin(): void {
    this.#underWay ??= this.#push().finally(() => (this.#underWay = undefined));
  }

  async #push(): Promise<void> {
    const givenUp = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(CLOUDWATCH_DEADLINE)]);
    try {
      await orAborted(this.#measureAndSend(givenUp), givenUp);
      if (this.#failing) this.options.logger.info('cloudwatch.restored');
      this.#failing = false;
    } catch (error) {
      this.#failed(error);
    }
  }

  async #measureAndSend(givenUp: AbortSignal): Promise<void> {
    const { data, accept } = await this.options.measure(new Date());
    givenUp.throwIfAborted();
    if (data.length > 0) await this.#send(data, givenUp);
    givenUp.throwIfAborted();
    accept();
  }

  async #send(data: readonly MetricDatum[], abortSignal: AbortSignal): Promise<void> {
    // Loaded here, because most services never push and it is large.
    const { CloudWatchClient, PutMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
    const { AWS_REGION: region, CLOUDWATCH_ENDPOINT: endpoint } = this.options.environment;
    this.#client ??= new CloudWatchClient({ region, endpoint });
    const command = new PutMetricDataCommand({ Namespace: this.namespace, MetricData: [...data] });
    await this.#client.send(command, { abortSignal });
  }

  #failed(error: unknown): void {
    if (this.#failing || this.#closing.signal.aborted) return;
    this.#failing = true;
    // Not the error itself: the SDK hangs the whole exchange on it, the signed headers included.
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    this.options.logger.warn('cloudwatch.failed', { namespace: this.namespace, name, message });
  }
}

/** Settles as a promise does, or rejects when the signal is aborted first, whose reason it then gives. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });
}
