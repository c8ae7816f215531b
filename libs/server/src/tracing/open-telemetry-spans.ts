import { hostname } from 'node:os';
import type { Attributes, Context, Span, SpanContext, Tracer } from '@opentelemetry/api';
import type { TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging/logger';
import { withDeadline } from '../time/deadline';
import { ReportedExporter } from './reported-exporter';
import type { SpanAttributes, SpanSource, TraceBegin, TraceSpan } from './trace-span';

/** Spans that wait for the collector at most; further ones are dropped. */
export const SPANS_WAITING_MAX = 2048;

/** How often spans are sent, ms. */
const EXPORT_INTERVAL = 1000;

/** How long the collector may take with retries, ms. */
const EXPORT_DEADLINE = 3000;

/** How long the last spans may take when the service closes, ms. */
const CLOSE_DEADLINE = 1000;

type OpenTelemetryApi = typeof import('@opentelemetry/api');

/** Where spans go, and how many of them. */
export interface OpenTelemetryOptions {
  readonly service: string;
  readonly endpoint: string;
  /** 0 to 1. */
  readonly ratio: number;
  readonly logger: Logger;
}

/** Spans by OpenTelemetry's SDK, sent by OTLP over HTTP. Nothing global is registered, so that two services fit into one process. */
export class OpenTelemetrySpans implements SpanSource {
  readonly #tracer: Tracer;

  private constructor(
    private readonly api: OpenTelemetryApi,
    private readonly provider: TracerProvider,
  ) {
    this.#tracer = provider.getTracer('bapsang');
  }

  /** Loads OpenTelemetry, which is large and which most installations do without. */
  static async open({ service, endpoint, ratio, logger }: OpenTelemetryOptions): Promise<OpenTelemetrySpans> {
    const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
    const exporter = new ReportedExporter(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_DEADLINE }), logger);
    const processor = new sdk.BatchSpanProcessor({
      exporter,
      maxQueueSize: SPANS_WAITING_MAX,
      scheduledDelayMillis: EXPORT_INTERVAL,
      exportTimeoutMillis: 2 * EXPORT_DEADLINE,
    });
    const provider = new sdk.TracerProvider({
      resource: resourceFromAttributes({
        'service.name': `bapsang-${service}`,
        'service.instance.id': `${hostname()}-${process.pid}`,
      }),
      sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratio) }),
      spanProcessors: [processor],
    });
    return new OpenTelemetrySpans(api, provider);
  }

  begin(name: string, { parent, link, correlationId, attributes = {} }: TraceBegin): TraceSpan {
    const remote = parent && readTraceparent(parent);
    const linked = link && readTraceparent(link);
    const { ROOT_CONTEXT, trace } = this.api;
    const context = remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
    const links = linked ? [{ context: linked }] : [];
    const origin = correlationId === undefined ? {} : { 'bapsang.correlation_id': correlationId };
    const span = this.#tracer.startSpan(name, { attributes: { ...origin, ...attributes }, links }, context);
    return new OpenTelemetrySpan(this.api, span, this.#tracer);
  }

  async close(): Promise<void> {
    // What the collector did not take by now has been logged.
    await withDeadline(this.provider.shutdown(), CLOSE_DEADLINE, 'Sending the last spans').catch(() => undefined);
  }
}

class OpenTelemetrySpan implements TraceSpan {
  readonly #context: Context;

  constructor(
    private readonly api: OpenTelemetryApi,
    private readonly span: Span,
    private readonly tracer: Tracer,
  ) {
    this.#context = api.trace.setSpan(api.ROOT_CONTEXT, span);
  }

  get traceparent(): string {
    const { traceId, spanId, traceFlags } = this.span.spanContext();
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  begin(name: string, attributes: SpanAttributes = {}): TraceSpan {
    return new OpenTelemetrySpan(this.api, this.#child(name, { attributes: { ...attributes } }), this.tracer);
  }

  record(name: string, from: number, to: number): void {
    this.#child(name, { startTime: from }).end(to);
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  describe(attributes: SpanAttributes): void {
    this.span.setAttributes({ ...attributes });
  }

  fail(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const kind = typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
    this.span.setStatus({ code: this.api.SpanStatusCode.ERROR }).setAttribute('error.type', kind);
  }

  end(): void {
    this.span.end();
  }

  #child(name: string, options: { readonly attributes?: Attributes; readonly startTime?: number }): Span {
    return this.tracer.startSpan(name, options, this.#context);
  }
}

/** Its form has been checked where it came in. */
function readTraceparent(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
