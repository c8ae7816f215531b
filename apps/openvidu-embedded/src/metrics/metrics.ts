import { registerProcessMetrics } from '@bapsang/server';
import { Registry } from 'prom-client';
import type { Sessions } from '../sessions/sessions';
import { registerMediaMetrics, type MediaFigures } from './media-metrics';
import { registerSessionMetrics } from './session-metrics';

/** Where the figures come from. */
export interface MetricsOptions {
  readonly sessions: Sessions;
  /** What the media server counts. */
  readonly statistics: MediaFigures;
  /** How many WebSockets are open. */
  readonly openSockets: () => number;
}

/** The figures of one deployment. */
export interface Metrics {
  /** The media type of {@link Metrics.text}. */
  readonly contentType: string;
  /** Reads all figures, in the text format of Prometheus. */
  text(): Promise<string>;
  /** Stops observing the process. */
  close(): void;
}

/** Gathers the figures of a deployment in a registry of its own, so that several fit into one process. */
export function createMetrics({ sessions, statistics, openSockets }: MetricsOptions): Metrics {
  const registry = new Registry();
  registerSessionMetrics(registry, sessions, openSockets);
  registerMediaMetrics(registry, statistics);
  const stopObserving = registerProcessMetrics(registry);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    close: () => {
      stopObserving();
      registry.clear();
    },
  };
}
