import type { ErrorCode, WorkerLoad } from '@bapsang/shared';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What the figures of a worker in its fleet are read from, when somebody asks. */
export interface FleetFigures {
  readonly load: WorkerLoad;
  readonly places: number;
  /** Frames a second. */
  readonly capacity: number;
  readonly linked: boolean;
  /** Reports that the journal does not hold yet. */
  readonly unkept: number;
  /** Reports that were lost since the start. */
  readonly dropped: number;
}

/** Why participants were asked to go to another worker. */
export type MoveReason = 'drain' | 'link';

interface FleetGauge {
  readonly name: string;
  readonly help: string;
  readonly of: (figures: FleetFigures) => number;
}

const GAUGES: readonly FleetGauge[] = [
  { name: 'load', help: 'How busy it is, 0 idle to 1 full.', of: ({ load }) => load.load },
  { name: 'cpu_ratio', help: 'Share of the processor time that there is, 0 to 1.', of: ({ load }) => load.cpu },
  {
    name: 'places',
    help: 'Participants it takes at once; 0 until it has measured itself.',
    of: ({ places }) => places,
  },
  {
    name: 'places_reserved',
    help: 'Places kept for participants who have not come yet.',
    of: ({ load }) => load.reserved,
  },
  {
    name: 'capacity_frames_per_second',
    help: 'Frames a second that it looked at when it measured itself at its start.',
    of: ({ capacity }) => capacity,
  },
  {
    name: 'frames_per_second',
    help: 'Frames a second that were looked at in the last 2.5 s.',
    of: ({ load }) => load.framesPerSecond,
  },
  {
    name: 'queue_age_seconds',
    help: 'How long the frame that waits longest has been due, over all inference processes.',
    of: ({ load }) => load.queueAge / 1000,
  },
  { name: 'draining', help: 'Whether it moves everybody elsewhere.', of: ({ load }) => (load.draining ? 1 : 0) },
  { name: 'registered', help: 'Whether the api has accepted its registration.', of: ({ linked }) => (linked ? 1 : 0) },
  {
    name: 'clock_offset_seconds',
    help: 'How far it is behind the api’s clock.',
    of: ({ load }) => load.clockOffset / 1000,
  },
  { name: 'reports_unkept', help: 'Reports that the journal does not hold yet.', of: ({ unkept }) => unkept },
];

/** The figures of a worker as a part of its fleet: places, load, refusals, moves. */
export class FleetMetrics {
  private readonly refusals: Counter<'code'>;
  private readonly assignments: Counter<'answer'>;
  private readonly moves: Counter<'reason'>;

  /** @param figures read when somebody asks */
  constructor(registry: Registry, figures: () => FleetFigures) {
    const registers = [registry];
    for (const { name, help, of } of GAUGES) {
      new Gauge({
        name: `ai_worker_${name}`,
        help,
        registers,
        collect() {
          this.set(of(figures()));
        },
      });
    }
    new Counter({
      name: 'ai_worker_reports_dropped_total',
      help: 'Reports that were lost because there was no room for them or the api would never take them.',
      registers,
      collect() {
        this.reset();
        this.inc(figures().dropped);
      },
    });
    this.refusals = new Counter({
      name: 'ai_worker_tickets_refused_total',
      help: 'Sockets that were not let in, by the code of the error.',
      labelNames: ['code'],
      registers,
    });
    this.assignments = new Counter({
      name: 'ai_worker_assignments_total',
      help: 'Participants whom the api wanted to send, by the answer: accepted, or the code of the error.',
      labelNames: ['answer'],
      registers,
    });
    this.moves = new Counter({
      name: 'ai_worker_moves_total',
      help: 'Participants who were asked to go to another worker: drain, or link where the api was not reached.',
      labelNames: ['reason'],
      registers,
    });
  }

  /** A socket was not let in. */
  ticketRefused(code: ErrorCode): void {
    this.refusals.inc({ code });
  }

  /** An assignment was answered. */
  assigned(answer: 'accepted' | ErrorCode): void {
    this.assignments.inc({ answer });
  }

  /** A participant was asked to go to another worker. */
  moved(reason: MoveReason): void {
    this.moves.inc({ reason });
  }
}
