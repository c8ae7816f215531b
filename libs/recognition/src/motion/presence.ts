import type { BodyLandmarks, FrameLandmarks } from './frame-landmarks';

/** What is known of whether somebody is before the camera. */
export type Presence = 'face' | 'body' | 'nobody';

/** Nobody seen for this long is away, ms; with the hysteresis it is told within 2 s. */
export const AWAY_AFTER_MS = 1000;

/** Points of head and shoulders in COCO order: nose, eyes, ears, shoulders. */
const UPPER_BODY = [0, 1, 2, 3, 4, 5, 6];

/** So many of them, this sure, are a person: on noise and empty rooms the model scores single points. */
const ENOUGH_POINTS = 3;
const SURE_POINT = 0.3;

const isPerson = (body: BodyLandmarks): boolean =>
  UPPER_BODY.filter((point) => (body.scores[point] ?? 0) >= SURE_POINT).length >= ENOUGH_POINTS;

/** Remembers who was seen when; what was not looked for in a frame stays as it was. */
export class PresenceWatch {
  private isFaceSeen = false;
  private isBodySeen = false;
  private seenAt: number | null = null;

  /** Takes the next frame. `nobody` only after a while in which neither face nor body was found. */
  update({ capturedAt, lookedFor, face, body }: FrameLandmarks): Presence {
    if (lookedFor.face) this.isFaceSeen = face !== null;
    if (lookedFor.body) this.isBodySeen = body !== null && isPerson(body);
    this.seenAt ??= capturedAt;
    if (this.isFaceSeen || this.isBodySeen) this.seenAt = capturedAt;
    if (this.isFaceSeen) return 'face';
    return capturedAt - this.seenAt >= AWAY_AFTER_MS ? 'nobody' : 'body';
  }
  /** Forgets who was seen when. */
  clear(): void {
    this.isFaceSeen = false;
    this.isBodySeen = false;
    this.seenAt = null;
  }
}
