import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging/logger';

type Told = Parameters<Parameters<SpanExporter['export']>[1]>[0];

/** Success, as OpenTelemetry is told in any case. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- to name it, OpenTelemetry would have to be loaded
const TOLD: Told = { code: 0 };

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
    this.exporter.export(spans, ({ error }) => {
      if (error) this.#failed(error);
      else this.#succeeded();
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

  #failed({ name, message }: Error): void {
    if (this.#failing) return;
    this.#failing = true;
    // Not the error itself, which may hold what the collector answered.
    this.logger.warn('traces.failed', { name, message });
  }
}
