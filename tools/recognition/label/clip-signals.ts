import { measureFace } from '../../../libs/recognition/src/motion/face-geometry';
import type { FrameLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';
import { measureReach, SIDES } from '../../../libs/recognition/src/motion/hand-reach';

/** What a person can check in one frame; null is not seen. Lengths in face widths. */
export interface ClipSignals {
  /** From the nearest fingertip to the mouth. */
  readonly fingertip: number | null;
  /** From where the nearest arm's fingers must be to the mouth: rough, but seen when the hand is covered. */
  readonly arm: number | null;
  /** From the tip of the nose to the chin: goes up and down in chewing. */
  readonly jaw: number | null;
  /** Between the lips: goes up and down in speech. */
  readonly lipGap: number | null;
  /** Width of the face, pixels of the frame. */
  readonly faceWidth: number | null;
  readonly sees: { readonly face: boolean; readonly body: boolean; readonly hands: number };
}

const nearest = (distances: readonly (number | null)[]): number | null => {
  const known = distances.filter((distance) => distance !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

/** Reads the signals of one frame. */
export function readSignals(frame: FrameLandmarks): ClipSignals {
  const face = frame.face && measureFace(frame.face);
  const reaches = face ? SIDES.map((side) => measureReach(frame, face, side)) : [];
  return {
    fingertip: nearest(reaches.map(({ fingertip }) => fingertip)),
    arm: nearest(reaches.map(({ arm }) => arm)),
    jaw: face?.noseToChin ?? null,
    lipGap: face?.lipGap ?? null,
    faceWidth: face?.width ?? null,
    sees: { face: frame.face !== null, body: frame.body !== null, hands: frame.hands.length },
  };
}
