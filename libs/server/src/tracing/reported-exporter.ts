import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging/logger';

/** Success, as OpenTelemetry numbers it. */
const EXPORTED = 0;

/** What OpenTelemetry is told in any case. */
const TOLD = { code: EXPORTED } as Parameters<Parameters<SpanExporter['export']>[1]>[0];

/**
 * An exporter whose failures are logged once until it succeeds again, and otherwise end here: OpenTelemetry would tell each to a
 * handler that the whole process shares.
 */
export class ReportedExporter implements SpanExporter {
  #failing = false;

  constructor(
    private readonly exporter: OTLPTraceExporter,
    private readonly logger: Logger,
  ) {}

  export(...[spans, tell]: Parameters<SpanExporter['export']>): void {
    this.exporter.export(spans, ({ code, error }) => {
      if (Number(code) === EXPORTED) this.#succeeded();
      else this.#failed(error);
      tell(TOLD);
    });
  }

  async shutdown(): Promise<void> {
    await this.exporter.shutdown();
  }

  #succeeded(): void {
    if (this.#failing) this.logger.info('traces.restored');
    this.#failing = false;
  }

  #failed(error: Error | undefined): void {
    if (this.#failing) return;
    this.#failing = true;
    // Not the error itself, which may hold what the collector answered.
    this.logger.warn('traces.failed', { name: error?.name, message: error?.message });
  }
}
