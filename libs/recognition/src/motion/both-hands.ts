import type { FaceMeasures } from './face-geometry';
import type { FrameLandmarks } from './frame-landmarks';
import { HandApproach, type HandContact, type HandUpdate } from './hand-approach';
import { HandDistance } from './hand-distance';
import { measureReach, SIDES, type Side } from './hand-reach';
import type { SeenEvent } from './motion-update';

interface Hand {
  readonly side: Side;
  readonly distance: HandDistance;
  readonly approach: HandApproach;
}

/** What the contacts of both hands are together: the stronger one first. */
const STRONGEST: readonly HandContact[] = ['drink', 'bite', 'none'];

/** Nobody goes from one bite to the next more quickly, ms: what does is one contact that was lost in between. */
const SHORTEST_PAUSE_MS = 400;

/**
 * Follows both hands, each on its own, so that one at the cheek does not hide the other that eats. MoveNet often puts
 * both wrists on one hand, or swaps them: events whose times meet are one.
 */
export class BothHands {
  private readonly hands: readonly Hand[] = SIDES.map((side) => ({
    side,
    distance: new HandDistance(),
    approach: new HandApproach(),
  }));
  private told: SeenEvent | null = null;

  /** Whether a hand is at the mouth. */
  get isTouching(): boolean {
    return this.hands.some(({ approach }) => approach.isTouching);
  }

  /**
   * Takes the next frame.
   * @param face where the mouth is; null where that is not known, and then no hand's distance is
   * @param isHeadBack null where no face is seen
   */
  update(
    frame: FrameLandmarks,
    face: Pick<FaceMeasures, 'mouth' | 'width'> | null,
    isHeadBack: boolean | null,
  ): HandUpdate {
    const updates = this.hands.map(({ side, distance, approach }) =>
      approach.update({
        at: frame.capturedAt,
        distance: face && distance.update(measureReach(frame, face, side)),
        isHeadBack,
      }),
    );
    return {
      contact: STRONGEST.find((contact) => updates.some((update) => update.contact === contact)) ?? 'none',
      underWay: updates.some(({ underWay }) => underWay),
      events: updates.flatMap(({ events }) => events).filter((event) => this.isNew(event)),
    };
  }

  /** Forgets both hands. */
  clear(): void {
    for (const { distance, approach } of this.hands) {
      distance.clear();
      approach.clear();
    }
  }

  private isNew(event: SeenEvent): boolean {
    const isSame =
      this.told !== null &&
      event.beganAt < this.told.endedAt + SHORTEST_PAUSE_MS &&
      event.endedAt > this.told.beganAt - SHORTEST_PAUSE_MS;
    if (!isSame) this.told = event;
    return !isSame;
  }
}
