/** What a span tells besides its name. Never names of people, never frames, secrets or meal ids, and nothing that leads to them. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A step of a trace that is under way. */
export interface TraceSpan {
  /** Of this span, as W3C's `traceparent`, for a part of the trace that goes on in another process. */
  readonly traceparent: string;
  /** Begins a step of this step. */
  begin(name: string, attributes?: SpanAttributes): TraceSpan;
  /** A step of this step that is over already. @param from when it began, @param to when it ended, ms since the epoch */
  record(name: string, from: number, to: number): void;
  /** @param name that fits better than the first one */
  rename(name: string): void;
  /** Tells more of it. */
  describe(attributes: SpanAttributes): void;
  /** It did not come to a good end; of an error only its kind is told, because messages may hold anything. */
  fail(error: unknown): void;
  end(): void;
}

/** Where a trace begins, or goes on in this process. */
export interface TraceBegin {
  /** The `traceparent` of the span that led to this, in another process. */
  readonly parent?: string | undefined;
  /** The `traceparent` of a span that this has to do with without being a step of it. */
  readonly link?: string | undefined;
  readonly attributes?: SpanAttributes;
  /** For the log lines of this work, and an attribute of its span (`bapsang.correlation_id`). */
  readonly correlationId?: string | undefined;
}

/** Makes spans and gets them to the collector. */
export interface SpanSource {
  begin(name: string, begin: TraceBegin): TraceSpan;
  /** Sends what is left; never throws. */
  close(): Promise<void>;
}
