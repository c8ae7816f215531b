import { AT_REST, draw, type Pose } from '../synthetic-meal.spec-support';
import type { BodyLandmarks, FrameLandmarks } from '../frame-landmarks';
import { HandPlaces } from './hand-places';

/** The made-up face is 80 pixels wide here; its mouth is where distances are measured from. */
const PLACE = { mouth: { x: 160, y: 120 }, width: 80 };

const LEFT = { elbow: 7, wrist: 9 };

/** A body of which only the left arm is sure: its hand is so many face widths below the mouth. */
const armAt = (below: number): BodyLandmarks => {
  const points = new Float32Array(34);
  const scores = new Float32Array(17);
  const wristY = PLACE.mouth.y + (below + 0.45) * PLACE.width;
  points.set([PLACE.mouth.x, wristY + 80], 2 * LEFT.elbow);
  points.set([PLACE.mouth.x, wristY], 2 * LEFT.wrist);
  scores[LEFT.elbow] = 0.9;
  scores[LEFT.wrist] = 0.9;
  return { points, scores };
};

/** A frame with a hand whose every point is so many face widths below the mouth, or with none. */
const frameAt = (capturedAt: number, below: number | null): FrameLandmarks => {
  const rest: Pose = AT_REST;
  const points = new Float32Array(42);
  for (let point = 0; point < 21; point += 1) {
    points.set([PLACE.mouth.x, PLACE.mouth.y + (below ?? 0) * PLACE.width], 2 * point);
  }
  return { ...draw(rest, capturedAt), hands: below === null ? [] : [{ side: 'left', points, score: 0.9 }] };
};

const reachOf = (places: HandPlaces, frame: FrameLandmarks, body: BodyLandmarks): number =>
  places.update(frame, body, PLACE)[0].reach;

describe('HandPlaces', () => {
  it('goes by the arm once the hand is lost, as far off as the arm was while it was seen', () => {
    const places = new HandPlaces();
    expect(reachOf(places, frameAt(0, 0.2), armAt(0.5))).toBeCloseTo(0.2, 2);
    expect(reachOf(places, frameAt(125, null), armAt(0.5))).toBeCloseTo(0.2, 2);
    expect(reachOf(places, frameAt(250, null), armAt(0.9))).toBeCloseTo(0.6, 2);
  });

  it('takes an arm as it is again once it has been far away', () => {
    const places = new HandPlaces();
    reachOf(places, frameAt(0, 0.2), armAt(0.5));
    reachOf(places, frameAt(125, null), armAt(2));
    expect(reachOf(places, frameAt(250, null), armAt(0.5))).toBeCloseTo(0.5, 2);
  });

  it('does not leave a hand at the mouth for good because the body model imagines a wrist that never moves', () => {
    const places = new HandPlaces();
    reachOf(places, frameAt(0, 0.2), armAt(0.6));
    expect(reachOf(places, frameAt(2900, null), armAt(0.6))).toBeCloseTo(0.2, 2);
    expect(reachOf(places, frameAt(3100, null), armAt(0.6))).toBeCloseTo(0.6, 2);
  });
});
