import type { MotionReport, MotionTotals } from '@bapsang/shared';
import type { MotionState } from './motion-state';

/** How many participants of one meal have a state at most; beyond it, the one longest without a change is dropped. */
export const MEAL_TABLE_MAX_PARTICIPANTS = 200;

interface Seat {
  readonly workerId: string;
  readonly signal: MotionState;
  /** Whether recognition was active when the link to the worker broke. */
  readonly interrupted: boolean;
}

/** The newest state and the totals of everybody at one meal. No clock, no input or output. */
export class MealTable {
  /** The longest without a change first. */
  readonly #seats = new Map<string, Seat>();

  /** @param remembered what was counted of a participant before this table was there */
  constructor(private readonly remembered: (participantId: string) => MotionTotals | undefined = () => undefined) {}

  /** The newest state of everybody; no events in it. */
  get motions(): MotionState[] {
    return [...this.#seats.values()].map(({ signal }) => ({ ...signal, events: [] }));
  }

  /** @returns undefined where nothing was reported of the participant */
  motionOf(participantId: string): MotionState | undefined {
    return this.#seats.get(participantId)?.signal;
  }

  /**
   * Takes a report that was not taken before: counts its events, and lets its state replace the present one unless it is
   * {@link isLate late}.
   * @param now ms since the epoch
   * @returns the state to tell the table
   */
  take(workerId: string, report: MotionReport, now: number): MotionState {
    const present = this.#seats.get(report.participantId);
    const totals = addEvents(present?.signal.totals ?? this.remembered(report.participantId), report);
    const sequence = nextSequence(present, now);
    if (present && isLate(present, workerId, report)) {
      return this.#seat({ ...present, signal: { ...present.signal, sequence, totals, events: report.events } });
    }
    const { participantId, connectionId, recognition, motion, confidence, chewingRate, since, capturedAt, events } =
      report;
    const signal = {
      participantId,
      connectionId,
      sequence,
      recognition,
      motion,
      confidence,
      ...(chewingRate === undefined ? {} : { chewingRate }),
      since,
      capturedAt,
      events,
      totals,
    };
    return this.#seat({ workerId, interrupted: false, signal });
  }

  /** Pauses everybody whom a worker looks at, because the link to it broke. */
  pause(workerId: string, now: number): MotionState[] {
    return this.#seatsOf(workerId)
      .filter(({ signal }) => signal.recognition === 'active')
      .map((seat) => this.#change(seat, 'paused', now));
  }

  /** Undoes {@link pause} for who was active before and has not been reported since. */
  resume(workerId: string, now: number): MotionState[] {
    return this.#seatsOf(workerId)
      .filter(({ interrupted }) => interrupted)
      .map((seat) => this.#change(seat, 'active', now));
  }

  #seatsOf(workerId: string): Seat[] {
    return [...this.#seats.values()].filter((seat) => seat.workerId === workerId);
  }

  #change(seat: Seat, recognition: 'active' | 'paused', now: number): MotionState {
    const signal = { ...seat.signal, recognition, events: [], sequence: nextSequence(seat, now) };
    return this.#seat({ ...seat, interrupted: recognition === 'paused', signal });
  }

  #seat(seat: Seat): MotionState {
    this.#seats.delete(seat.signal.participantId);
    this.#seats.set(seat.signal.participantId, seat);
    const [quietest] = this.#seats.keys();
    if (this.#seats.size > MEAL_TABLE_MAX_PARTICIPANTS && quietest !== undefined) this.#seats.delete(quietest);
    return seat.signal;
  }
}

/** Begins at the time of day, so that the sequence grows over a restart of the api as well. */
function nextSequence(present: Seat | undefined, now: number): number {
  return Math.max((present?.signal.sequence ?? 0) + 1, now);
}

/**
 * Whether a report comes from a worker or connection that the participant has left in the meantime, as told by the moment
 * of its frame. A worker's own reports come in order.
 */
function isLate(present: Seat, workerId: string, report: MotionReport): boolean {
  const sameSource = present.workerId === workerId && present.signal.connectionId === report.connectionId;
  return !sameSource && report.capturedAt < present.signal.capturedAt;
}

function addEvents(totals: MotionTotals = { bites: 0, sips: 0 }, { events }: MotionReport): MotionTotals {
  const bites = events.filter(({ kind }) => kind === 'bite').length;
  return { bites: totals.bites + bites, sips: totals.sips + events.length - bites };
}
