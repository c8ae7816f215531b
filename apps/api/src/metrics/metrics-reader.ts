import { registerBuildInfo, registerProcessMetrics } from '@bapsang/server';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Gauge, type Registry } from 'prom-client';
import { readApiVersion } from '../configuration/api-version';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { SharedState } from '../state/shared-state';
import { Clock } from '../time/clock';
import { ApiMetrics } from './api-metrics';
import { FleetMetrics } from './fleet-metrics';
import { summarizeFleet, type FleetSummary } from './fleet-summary';

/** Reads all figures of this instance of the api: what it counted, how the process is, and the fleet as it is at the moment. */
@Injectable()
export class MetricsReader implements OnModuleDestroy {
  readonly #registry: Registry;
  readonly #fleet: FleetMetrics;
  readonly #reachable: Gauge;
  readonly #stopObserving: () => void;

  constructor(
    { registry }: ApiMetrics,
    private readonly workers: WorkerRegistry,
    private readonly state: SharedState,
    private readonly clock: Clock,
  ) {
    this.#registry = registry;
    this.#fleet = new FleetMetrics(registry);
    this.#reachable = new Gauge({
      name: 'bapsang_api_shared_state_reachable',
      help: 'Whether what the instances share (Redis; memory where there is none) can be reached.',
      registers: [registry],
    });
    registerBuildInfo(registry, readApiVersion());
    this.#stopObserving = registerProcessMetrics(registry);
  }

  /** Brings the figures up to date that are not counted here. Never fails: what cannot be read is not shown. */
  async read(): Promise<Registry> {
    const [reachable, fleet] = await Promise.all([this.state.reachable(), this.#readFleet()]);
    this.#reachable.set(reachable ? 1 : 0);
    this.#fleet.show(fleet);
    return this.#registry;
  }

  onModuleDestroy(): void {
    this.#stopObserving();
  }

  async #readFleet(): Promise<FleetSummary | undefined> {
    try {
      return summarizeFleet(await this.workers.workers(), this.clock.now());
    } catch {
      // The state cannot be reached, which has a figure of its own.
      return undefined;
    }
  }
}
