import { areWhole, FACE_POINT, measureFace, type FaceMeasures, type Point } from '../face-geometry';
import type { BodyLandmarks, FaceLandmarks, FrameLandmarks } from '../frame-landmarks';
import { CHANNEL_INDEX, nothingKnown, type Channel, type ChannelValues } from './channels';
import { HandPlaces } from './hand-places';
import { MouthPlaces, surePoint, type MouthPlace } from './mouth-place';

/** A body that was not looked for in this frame is still where it was for so long, ms. */
const BODY_KEPT_MS = 700;

/** COCO order: nose and both ears. */
const NOSE = 0;
const EARS = [3, 4] as const;

type SeenFace = FaceMeasures & { readonly nose: Point };

/** Reads the channels of frame after frame; knows no rate of frames. */
export class ChannelReader {
  private readonly mouthPlaces = new MouthPlaces();
  private readonly handPlaces = new HandPlaces();
  private lastBody: { readonly at: number; readonly body: BodyLandmarks } | null = null;

  /** Reads the next frame; frames come in the order in which they were taken. */
  read(frame: FrameLandmarks): ChannelValues {
    const values = nothingKnown();
    const put = (channel: Channel, value: number): void =>
      void values.fill(value, CHANNEL_INDEX[channel], CHANNEL_INDEX[channel] + 1);
    const face = frame.face && seenFace(frame.face);
    if (face || frame.lookedFor.face) put('faceSeen', face ? 1 : 0);
    if (face) putFace(face, put);
    const body = this.bodyOf(frame);
    const place = this.mouthPlaces.update(frame.capturedAt, face, body);
    if (body && place) put('earsToNose', earsToNose(body, place));
    put('handsLookedFor', frame.lookedFor.hands ? 1 : 0);
    if (frame.lookedFor.hands) put('handSeen', frame.hands.length > 0 ? 1 : 0);
    if (place) this.putHands(frame, body, place, put);
    return values;
  }

  /** Forgets what it saw. */
  clear(): void {
    this.mouthPlaces.clear();
    this.handPlaces.clear();
    this.lastBody = null;
  }

  private bodyOf({ capturedAt, body, lookedFor }: FrameLandmarks): BodyLandmarks | null {
    if (body) this.lastBody = { at: capturedAt, body };
    else if (lookedFor.body) this.lastBody = null;
    return this.lastBody && capturedAt - this.lastBody.at <= BODY_KEPT_MS ? this.lastBody.body : null;
  }

  private putHands(
    frame: FrameLandmarks,
    body: BodyLandmarks | null,
    place: MouthPlace,
    put: (channel: Channel, value: number) => void,
  ): void {
    const [near, other] = this.handPlaces.update(frame, body, place);
    for (const channel of ['reach', 'tip', 'arm', 'aside', 'below'] as const) put(channel, near[channel]);
    put('otherReach', other.reach);
    if (body) put('armSeen', Number.isNaN(near.arm) && Number.isNaN(other.arm) ? 0 : 1);
  }
}

function seenFace(face: FaceLandmarks): SeenFace | null {
  const measures = measureFace(face);
  const nose = { x: face.points[2 * FACE_POINT.noseTip] ?? NaN, y: face.points[2 * FACE_POINT.noseTip + 1] ?? NaN };
  return areWhole(measures) && Number.isFinite(nose.x) && Number.isFinite(nose.y) ? { ...measures, nose } : null;
}

function putFace(face: SeenFace, put: (channel: Channel, value: number) => void): void {
  for (const channel of ['lipGap', 'lipToChin', 'noseToChin', 'mouthWidth', 'eyesToNose', 'noseAside'] as const) {
    put(channel, face[channel]);
  }
  put('headX', face.nose.x / face.width);
  put('headY', face.nose.y / face.width);
}

function earsToNose(body: BodyLandmarks, { width }: MouthPlace): number {
  const nose = surePoint(body, NOSE);
  const ears = EARS.flatMap((ear) => surePoint(body, ear) ?? []);
  if (!nose || ears.length === 0) return NaN;
  return (nose.y - ears.reduce((sum, { y }) => sum + y, 0) / ears.length) / width;
}
