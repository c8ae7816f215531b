import fc from 'fast-check';
import type { FrameLandmarks } from '../frame-landmarks';
import { AT_REST, draw, type Pose } from '../synthetic-meal.spec-support';
import { ChannelReader } from './channel-reader';
import { CHANNEL_INDEX, type Channel, type ChannelValues } from './channels';

const NEAR_HAND: Pose = { ...AT_REST, fingers: { x: 0.2, y: 0.1 } };

const valueOf = (values: ChannelValues, channel: Channel): number => values[CHANNEL_INDEX[channel]]!;

/** The nose and shoulders of the made-up body lie nowhere in particular: this one has them where they belong. */
const withBodyOf = (pose: Pose, at: number): FrameLandmarks => {
  const frame = draw(pose, at);
  const face = draw({ ...pose, hasFace: true }, at).face!;
  const points = Float32Array.from(frame.body!.points);
  points.set(face.points.subarray(2, 4), 0);
  return { ...frame, body: { points, scores: frame.body!.scores } };
};

describe('ChannelReader', () => {
  it('measures in face widths, whatever the size of the face', () => {
    const [small, large] = [60, 180].map((faceWidth) => new ChannelReader().read(draw(NEAR_HAND, 0, { faceWidth })));
    for (const channel of ['reach', 'tip', 'lipToChin', 'noseToChin', 'eyesToNose', 'aside', 'below'] as const) {
      expect(valueOf(large!, channel)).toBeCloseTo(valueOf(small!, channel), 4);
    }
    expect(valueOf(small!, 'reach')).toBeCloseTo(Math.hypot(0.2, 0.1), 4);
  });

  it('reads a mirrored participant as the same, but for the side to which the nose points', () => {
    const [one, other] = [false, true].map((isMirrored) =>
      new ChannelReader().read(draw(NEAR_HAND, 0, { isMirrored })),
    );
    for (const channel of Object.keys(CHANNEL_INDEX) as Channel[]) {
      if (channel === 'noseAside' || channel === 'headX') continue;
      const [a, b] = [valueOf(one!, channel), valueOf(other!, channel)];
      if (Number.isNaN(a)) expect(b).toBeNaN();
      else expect(b).toBeCloseTo(a, 4);
    }
  });

  it('tells what was not seen from what was not looked for', () => {
    const reader = new ChannelReader();
    const unseen = reader.read(draw({ ...AT_REST, hasFace: false }, 0));
    const notLooked = reader.read({
      ...draw(AT_REST, 125),
      face: null,
      lookedFor: { face: false, body: true, hands: false },
    });
    expect(valueOf(unseen, 'faceSeen')).toBe(0);
    expect(valueOf(notLooked, 'faceSeen')).toBeNaN();
    expect(valueOf(notLooked, 'handsLookedFor')).toBe(0);
    expect(valueOf(notLooked, 'handSeen')).toBeNaN();
  });

  it('knows where the mouth is while a vessel hides the face, by the nose of the body', () => {
    const reader = new ChannelReader();
    reader.read(withBodyOf(NEAR_HAND, 0));
    const hidden = reader.read({ ...withBodyOf({ ...NEAR_HAND, sway: { x: 0.5, y: 0.2 } }, 5000), face: null });
    expect(valueOf(hidden, 'faceSeen')).toBe(0);
    expect(valueOf(hidden, 'arm')).toBeCloseTo(Math.hypot(0.2, 0.1 + 0.45), 1);
  });

  it('never throws and never gives infinity, whatever the landmarks', () => {
    const anyNumber = fc.constantFrom(NaN, Infinity, -Infinity, 0, -5, 1e30, 160, 100.5);
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 40, maxLength: 40 }), fc.boolean(), (garbage, isInHand) => {
        const frame = draw(NEAR_HAND, 0);
        const spoil = (points: Float32Array): Float32Array =>
          points.map((value, index) => (index % 3 === 0 ? garbage[index % garbage.length]! : value));
        const reader = new ChannelReader();
        const values = reader.read({
          ...frame,
          face: isInHand ? frame.face : { score: NaN, points: spoil(frame.face!.points) },
          body: { points: spoil(frame.body!.points), scores: spoil(frame.body!.scores) },
          hands: frame.hands.map((hand) => ({ ...hand, points: spoil(hand.points) })),
        });
        expect([...values].filter((value) => Math.abs(value) === Infinity)).toEqual([]);
      }),
    );
  });
});
