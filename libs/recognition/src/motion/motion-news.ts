import { SEEN_EVENTS_MAX, type SeenMotion } from '@bapsang/shared';
import type { MotionUpdate } from './motion-update';

/** A chewing rate that differs less from the one that was told last is no news, Hz. */
const CHEWING_RATE_CHANGE = 0.25;

/** What may be said of the chewing rate, Hz. */
const CHEWING_RATE_MIN = 0.5;
const CHEWING_RATE_MAX = 4;

/** What to tell, as plain data in the shape of the contract. */
export type ToldMotion = { readonly [Property in keyof SeenMotion]: SeenMotion[Property] };

/** Decides what of one participant is worth telling: changes of motion or chewing rate, and events; never every frame. */
export class MotionNews {
  private last: ToldMotion | undefined;

  /**
   * Takes in what came out of a frame.
   * @param capturedAt when the frame was taken, ms
   * @returns what to tell, or undefined where nothing has changed
   */
  update(update: MotionUpdate, capturedAt: number): ToldMotion | undefined {
    const chewingRate = chewingRateOf(update);
    const changed = this.last?.motion !== update.motion || this.isNews(chewingRate);
    if (!changed && update.events.length === 0) return undefined;
    this.last = {
      motion: update.motion,
      confidence: roundConfidence(update.confidence),
      ...(chewingRate === undefined ? {} : { chewingRate }),
      since: Math.round(update.since),
      capturedAt,
      events: update.events.slice(0, SEEN_EVENTS_MAX).map((event) => ({
        kind: event.kind,
        beganAt: Math.round(event.beganAt),
        contactAt: Math.round(event.contactAt),
        endedAt: Math.round(event.endedAt),
        confidence: roundConfidence(event.confidence),
      })),
    };
    return this.last;
  }

  /** Forgets what was told: whatever comes next is news. */
  forget(): void {
    this.last = undefined;
  }

  /** Whether a rate has become known or has changed; that it is not known for a while is not worth telling. */
  private isNews(chewingRate: number | undefined): boolean {
    if (chewingRate === undefined) return false;
    const told = this.last?.chewingRate;
    return told === undefined || Math.abs(chewingRate - told) >= CHEWING_RATE_CHANGE;
  }
}

/** Two decimals within 0 to 1; what is no number counts as not sure at all. */
function roundConfidence(confidence: number): number {
  if (!Number.isFinite(confidence)) return 0;
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100;
}

/** The rate with two decimals, where there is one that the contract allows. */
function chewingRateOf({ motion, chewingRate }: MotionUpdate): number | undefined {
  if (motion !== 'chew' || chewingRate === null) return undefined;
  const rounded = Math.round(chewingRate * 100) / 100;
  return rounded >= CHEWING_RATE_MIN && rounded <= CHEWING_RATE_MAX ? rounded : undefined;
}
