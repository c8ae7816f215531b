import { Gauge, type Registry } from 'prom-client';
import type { FleetSummary } from './fleet-summary';

/** A figure of the fleet; `name` without the prefix. */
interface FleetFigure {
  readonly name: string;
  readonly help: string;
  /** Undefined where it is not known. */
  readonly of: (fleet: FleetSummary) => number | undefined;
}

const PREFIX = 'bapsang_api_fleet_';

const FIGURES: readonly FleetFigure[] = [
  {
    name: 'load',
    help: 'Load of the workers that take participants, weighted by places, 0 to 1: what the fleet is scaled by.',
    of: ({ load }) => load,
  },
  { name: 'places', help: 'Places of the workers that take participants.', of: ({ places }) => places },
  {
    name: 'places_free',
    help: 'Places that are neither taken nor reserved, at those workers.',
    of: ({ free }) => free,
  },
  { name: 'places_taken', help: 'Participants with an open socket, at any worker.', of: ({ taken }) => taken },
  {
    name: 'places_reserved',
    help: 'Places kept for participants who have not come yet, at any worker.',
    of: ({ reserved }) => reserved,
  },
  {
    name: 'queue_age_seconds',
    help: 'The longest that a frame has been due at any worker.',
    of: ({ queueAge }) => queueAge / 1000,
  },
  {
    name: 'frames_per_second',
    help: 'Frames that all workers look at, a second.',
    of: ({ framesPerSecond }) => framesPerSecond,
  },
];

/** What all workers together do, `bapsang_api_fleet_*`: the same on every instance of the api. */
export class FleetMetrics {
  readonly #gauges: ReadonlyMap<FleetFigure, Gauge>;
  readonly #workers: Gauge<'state'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#gauges = new Map(
      FIGURES.map((figure) => [figure, new Gauge({ name: PREFIX + figure.name, help: figure.help, registers })]),
    );
    this.#workers = new Gauge({
      name: `${PREFIX}workers`,
      help: 'Workers that take participants (linked), take no new ones (draining) or are not heard (suspect).',
      labelNames: ['state'],
      registers,
    });
    this.show(undefined);
  }

  /** Shows a fleet; undefined where nothing is known of it, so that nobody takes an old figure, or 0, for the truth. */
  show(fleet: FleetSummary | undefined): void {
    for (const [figure, gauge] of this.#gauges) {
      const value = fleet && figure.of(fleet);
      if (value === undefined) gauge.remove();
      else gauge.set(value);
    }
    this.#workers.reset();
    for (const [state, count] of Object.entries(fleet?.workers ?? {})) this.#workers.set({ state }, count);
  }
}
