import { CloudWatchFigures, CloudWatchPush, type CloudWatchFigure, type Logger } from '@bapsang/server';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { LOGGER } from '../configuration/injection-tokens';
import { ApiMetrics } from './api-metrics';
import { MetricsReader } from './metrics-reader';

/**
 * The figures of the api that CloudWatch gets. Figures of the fleet are the same from every instance, so their average is the
 * figure; counters and durations are an instance's own, so they add up over the instances.
 */
export const API_CLOUDWATCH_FIGURES: readonly CloudWatchFigure[] = [
  { metric: 'bapsang_api_fleet_load', name: 'FleetLoad', unit: 'None' },
  { metric: 'bapsang_api_fleet_places', name: 'FleetPlaces', unit: 'Count' },
  { metric: 'bapsang_api_fleet_places_taken', name: 'FleetPlacesTaken', unit: 'Count' },
  { metric: 'bapsang_api_fleet_places_reserved', name: 'FleetPlacesReserved', unit: 'Count' },
  { metric: 'bapsang_api_fleet_places_free', name: 'FleetPlacesFree', unit: 'Count' },
  { metric: 'bapsang_api_fleet_workers', name: 'FleetWorkers', unit: 'Count', by: 'state' },
  { metric: 'bapsang_api_fleet_queue_age_seconds', name: 'FleetQueueAge', unit: 'Seconds' },
  { metric: 'bapsang_api_fleet_frames_per_second', name: 'FleetFrames', unit: 'Count/Second' },
  { metric: 'bapsang_api_tickets_issued_total', name: 'TicketsIssued', unit: 'Count' },
  { metric: 'bapsang_api_tickets_refused_total', name: 'TicketsRefused', unit: 'Count' },
  { metric: 'bapsang_api_tickets_refused_total', name: 'TicketsRefused', unit: 'Count', by: 'reason' },
  { metric: 'bapsang_api_workers_refused_total', name: 'WorkersRefused', unit: 'Count' },
  { metric: 'bapsang_api_workers_lost_total', name: 'WorkersLost', unit: 'Count' },
  { metric: 'bapsang_api_reports_total', name: 'Reports', unit: 'Count', by: 'outcome' },
  { metric: 'bapsang_api_journal_queue_entries', name: 'JournalQueue', unit: 'Count' },
  { metric: 'bapsang_api_journal_write_seconds', name: 'JournalWrite', unit: 'Seconds' },
  { metric: 'bapsang_api_journal_failures_total', name: 'JournalFailures', unit: 'Count' },
  { metric: 'bapsang_api_signals_total', name: 'Signals', unit: 'Count', by: 'outcome' },
  { metric: 'bapsang_api_signal_seconds', name: 'SignalDuration', unit: 'Seconds' },
  { metric: 'bapsang_api_http_request_seconds', name: 'RequestDuration', unit: 'Seconds' },
  { metric: 'bapsang_api_shared_state_reachable', name: 'SharedStateReachable', unit: 'None' },
];

/** Pushes {@link API_CLOUDWATCH_FIGURES} as long as the api runs, where a namespace is configured. */
@Injectable()
export class CloudWatchReporting implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #figures: CloudWatchFigures;
  #push?: CloudWatchPush | undefined;

  constructor(
    private readonly environment: ApiEnvironment,
    private readonly reader: MetricsReader,
    metrics: ApiMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#figures = new CloudWatchFigures(metrics.registry, API_CLOUDWATCH_FIGURES);
  }

  onApplicationBootstrap(): void {
    const { environment, logger } = this;
    const measure = async (now: Date): ReturnType<CloudWatchFigures['measure']> => {
      await this.reader.read();
      return this.#figures.measure(now);
    };
    this.#push = CloudWatchPush.open({ environment, measure, logger });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#push?.close();
  }
}
