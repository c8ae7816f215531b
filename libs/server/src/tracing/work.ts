import { AsyncLocalStorage } from 'node:async_hooks';
import type { SpanAttributes, TraceSpan } from './trace-span';

/** What is being worked at, for the log lines and spans that it leads to. */
export interface Work {
  /** Every log line bears it, see `createLogger`. */
  readonly correlationId?: string | undefined;
  /** The span under which further ones begin; missing where no traces are written. */
  readonly span?: TraceSpan | undefined;
}

const NOTHING: Work = {};

const works = new AsyncLocalStorage<Work>();

/** What is being worked at here. */
export function currentWork(): Work {
  return works.getStore() ?? NOTHING;
}

/**
 * Runs something, and whatever it awaits, as a part of some work and of no other. What goes on for longer than the work that
 * happened to begin it, such as a queue, runs within `{}`.
 */
export function within<T>(work: Work, run: () => T): T {
  return works.run(work, run);
}

/** Runs something as a step of the present work; where that has no span, it only runs. */
export async function traced<T>(name: string, attributes: SpanAttributes, run: () => Promise<T>): Promise<T> {
  const work = currentWork();
  if (!work.span) return run();
  return withinSpan({ ...work, span: work.span.begin(name, attributes) }, run);
}

/** Runs something within work whose span ends with it. */
export async function withinSpan<T>(work: Work, run: () => Promise<T>): Promise<T> {
  try {
    return await within(work, run);
  } catch (error) {
    work.span?.fail(error);
    throw error;
  } finally {
    work.span?.end();
  }
}
