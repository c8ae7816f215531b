import type { Closable } from '../lifecycle/run-service';
import type { Logger } from '../logging/logger';
import type { TelemetryEnvironment } from './telemetry-environment';
import { OpenTelemetrySpans } from './open-telemetry-spans';
import type { SpanSource, TraceBegin, TraceSpan } from './trace-span';
import { withinSpan } from './work';

/** The traces of one service. Without a collector they are off, which costs nothing: OpenTelemetry is not even loaded. */
export class Tracing implements Closable {
  /** Writes nothing. */
  static readonly off = new Tracing(undefined);

  private constructor(private readonly source: SpanSource | undefined) {}

  /**
   * Begins to write traces where a collector is configured. It need not be there: what it does not take is dropped, and logged once
   * (`traces.failed`, `traces.restored`).
   * @param service its name in the traces, such as `api`
   */
  static async open(
    service: string,
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio }: Readonly<TelemetryEnvironment>,
    logger: Logger,
  ): Promise<Tracing> {
    if (!endpoint) return Tracing.off;
    const spans = await OpenTelemetrySpans.open({ service, endpoint, ratio, logger });
    logger.info('traces.opened', { endpoint: new URL(endpoint).origin, ratio });
    return new Tracing(spans);
  }

  /** Whether traces are written. */
  get on(): boolean {
    return this.source !== undefined;
  }

  /** Begins a span outside any work; whoever begins it ends it. @returns undefined where no traces are written */
  begin(name: string, begin: TraceBegin = {}): TraceSpan | undefined {
    return this.source?.begin(name, begin);
  }

  /** Runs something as work of its own, with a span that ends with it. */
  async trace<T>(name: string, begin: TraceBegin, run: () => Promise<T>): Promise<T> {
    return withinSpan({ correlationId: begin.correlationId, span: this.begin(name, begin) }, run);
  }

  /** Sends what is left, for a second at most. Never throws. */
  async close(): Promise<void> {
    await this.source?.close();
  }
}
