import type { EatingEventKind, MotionSignal } from '@bapsang/shared';
import { SenderClocks } from './sender-clocks';

/** A bite or a sip of somebody. */
export interface Intake {
  readonly participantId: string;
  readonly kind: EatingEventKind;
  /** When food or vessel touched the mouth, ms since the epoch by this browser's clock. */
  readonly at: number;
}

/** Reads bites and sips out of the table's motions, each once, however often and in whatever order they are told. */
export class IntakeReader {
  readonly #clocks = new SenderClocks();
  readonly #read = new Set<string>();

  /**
   * The bites and sips of a motion that were not read before.
   * @param receivedAt ms since the epoch by this browser's clock
   */
  read({ participantId, connectionId, capturedAt, events }: MotionSignal, receivedAt: number): readonly Intake[] {
    this.#clocks.observe(connectionId, capturedAt, receivedAt);
    const intakes: Intake[] = [];
    for (const { kind, contactAt } of events) {
      const identity = `${participantId} ${kind} ${String(contactAt)}`;
      if (this.#read.has(identity)) continue;
      this.#read.add(identity);
      const at = this.#clocks.localTime(connectionId, contactAt) ?? receivedAt;
      // Nothing is told before it happens, whatever a sender's clock says.
      intakes.push({ participantId, kind, at: Math.min(at, receivedAt) });
    }
    return intakes;
  }
}
