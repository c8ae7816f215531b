import { measureFace } from '../../../libs/recognition/src/motion/face-geometry';
import { faultsOf } from '../sequences/labels-check.spec-support';
import { BITE_WAYS, SIP_WAYS } from './acts/intake-acts';
import { NEGATIVE_ACTS } from './acts/negative-acts';
import { layArm } from './arm';
import { look, type Camera } from './camera';
import { GENERATED_FACE_POINTS, shapeOf, someProportions } from './face-shape';
import { generateSequence, generateSequences } from './generate-sequences';
import { somePerson } from './person';
import { Random } from './random';
import { SINGLE_ACTS, someScene } from './scripts';

describe('generateSequences()', () => {
  it('makes the same sequences of the same seed', () => {
    const make = () => [...generateSequences({ seed: 5, count: 3, kind: 'wiping' })];
    expect(make()).toEqual(make());
  });

  it('makes others of another seed', () => {
    expect(generateSequence(5, 1).frames).not.toEqual(generateSequence(6, 1).frames);
  });

  it('makes a sequence again without those before it', () => {
    const [, , third] = generateSequences({ seed: 5, count: 3, kind: 'glass' });
    expect(generateSequence(5, 2, 'glass')).toEqual(third);
  });

  it('gives every sequence a name of its own and a person several sequences', () => {
    const sequences = [...generateSequences({ seed: 2, count: 15, kind: 'smile' })];
    expect(new Set(sequences.map(({ id }) => id)).size).toBe(15);
    expect(new Set(sequences.map(({ source }) => source)).size).toBe(3);
  });

  it.each(['meal', ...SINGLE_ACTS] as const)('makes sound labels and frames: %s', (kind) => {
    for (const index of [0, 8]) expect(faultsOf(generateSequence(11, index, kind))).toEqual([]);
  });

  it('knows exactly the points of the face that it says', () => {
    const { frames } = generateSequence(1, 0, 'talk');
    const face = frames.find((frame) => frame.face)?.face;
    const known = Array.from({ length: 468 }, (_, point) => point).filter(
      (point) => face && face.points[2 * point]! > 0,
    );
    expect(known).toEqual(GENERATED_FACE_POINTS);
  });

  it.each([...BITE_WAYS, ...SIP_WAYS])('takes in once, and nothing else: %s', (way) => {
    const { intakes, negatives } = generateSequence(3, 4, way);
    expect(intakes).toMatchObject([{ kind: BITE_WAYS.includes(way) ? 'bite' : 'sip' }]);
    expect(negatives).toEqual([]);
  });

  it.each(NEGATIVE_ACTS)('takes nothing in: %s', (act) => {
    const { intakes, negatives } = generateSequence(3, 4, act);
    expect(intakes).toEqual([]);
    expect(negatives).toMatchObject([{ what: act }]);
  });

  it('shows frames at 5 to 15 a second, some of them lost', () => {
    for (let index = 0; index < 10; index += 1) {
      const { framesPerSecond } = generateSequence(8, index, 'still');
      expect(framesPerSecond).toBeGreaterThan(3);
      expect(framesPerSecond).toBeLessThan(17);
    }
  });
});

describe('a scene', () => {
  const scene = (kind: 'spoon' | 'cup' | 'fingers') => someScene(kind, somePerson(new Random(4)), new Random(9));

  it.each(['spoon', 'cup', 'fingers'] as const)('has the hand nearest while it touches: %s', (kind) => {
    const made = scene(kind);
    const { beganAt, contactAt, endedAt } = made.intakes[0]!;
    const nearest = (at: number): number =>
      Math.min(
        ...(['left', 'right'] as const).map((side) =>
          Math.hypot(made.hands[side].at(at).out, made.hands[side].at(at).down),
        ),
      );
    expect(nearest(contactAt)).toBeLessThan(1.1);
    expect(nearest(contactAt)).toBeLessThan(nearest(beganAt));
    expect(nearest(contactAt)).toBeLessThan(nearest(endedAt));
  });

  it('looks the same to a camera twice as fine', () => {
    const made = scene('cup');
    const camera: Camera = {
      ...{ width: 320, height: 240, faceWidth: 70, mouth: { x: 160, y: 130 }, distance: 5 },
      ...{ pitch: -3, yaw: 8, roll: 2, thumbUp: { left: 1, right: 1 } },
    };
    const finer = { ...camera, width: 640, height: 480, faceWidth: 140, mouth: { x: 320, y: 260 } };
    for (const at of [500, 2500, 4000]) {
      const [one, other] = [camera, finer].map((lens) => pointsOf(look(made, lens, at)));
      const [small, large] = [one, other].map((points) => measureFace({ points: points!, score: 1 }));
      for (const name of ['lipGap', 'lipToChin', 'noseToChin', 'mouthWidth', 'eyesToNose', 'noseAside'] as const) {
        expect(large![name]).toBeCloseTo(small![name], 4);
      }
    }
  });

  it('has mirrored arms on both sides', () => {
    const made = scene('fingers');
    const pose = { out: 0.2, down: 0.3, curl: 0.4, breadth: 0.8, bend: 12, hidden: 0 };
    const still = { x: 0, y: 0.9 };
    const [left, right] = (['left', 'right'] as const).map((side) =>
      layArm(made.person, side, pose, { x: side === 'left' ? 0.2 : -0.2, y: 0.3 }, still, 1),
    );
    left!.hand.forEach(({ x, y }, point) => {
      expect(-x).toBeCloseTo(right!.hand[point]!.x, 6);
      expect(y).toBeCloseTo(right!.hand[point]!.y, 6);
    });
    expect(left!.elbow.y).toBeCloseTo(right!.elbow.y, 6);
  });
});

describe('shapeOf()', () => {
  it('makes faces of usual proportions, lips closed', () => {
    const random = new Random(12);
    for (let person = 0; person < 30; person += 1) {
      const shape = new Map(shapeOf(someProportions(random), random).map((point) => [point.index, point]));
      expect(Math.abs(shape.get(14)!.y - shape.get(13)!.y)).toBeLessThan(0.02);
      const height = shape.get(152)!.y - shape.get(10)!.y;
      expect(height).toBeGreaterThan(0.8);
      expect(height).toBeLessThan(1.6);
    }
  });
});

function pointsOf(view: ReturnType<typeof look>): Float32Array {
  const points = new Float32Array(2 * 468).fill(NaN);
  for (const { shape, place } of view.face) points.set([place.x, place.y], 2 * shape.index);
  return points;
}
