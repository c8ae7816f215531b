import { toFrame } from '../image/region';
import { regionOfArm, regionOfHand } from './hand-regions';

/** An open hand that points up: wrist at (0, 0), fingertips at -100. */
function openHand(): Float32Array {
  const points = new Float32Array(42);
  const set = (index: number, x: number, y: number): void => points.set([x, y], 2 * index);
  set(0, 0, 0);
  [1, 2, 3, 4].forEach((index, step) => set(index, -20 - 10 * step, -15 - 12 * step));
  [5, 9, 13, 17].forEach((root, finger) => {
    const x = -24 + 16 * finger;
    [0, 1, 2, 3].forEach((step) => set(root + step, x, -50 - 16 * step));
  });
  return points;
}

function turned(points: Float32Array, angle: number): Float32Array {
  const result = new Float32Array(points.length);
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index]!, points[index + 1]!];
    result.set([Math.cos(angle) * x - Math.sin(angle) * y, Math.sin(angle) * x + Math.cos(angle) * y], index);
  }
  return result;
}

describe('regionOfArm', () => {
  it('lies beyond the wrist, its upper side away from the elbow', () => {
    const region = regionOfArm({ x: 100, y: 100 }, { x: 60, y: 100 }, 50, { reach: 0.5, side: 1.54 });
    expect(region.centreX).toBeCloseTo(125);
    expect(region.centreY).toBeCloseTo(100);
    expect(toFrame(region, 0.5, 0).x).toBeGreaterThan(region.centreX + 30);
    expect(toFrame(region, 0.5, 0).y).toBeCloseTo(100);
  });

  it('is as large as a hand is beside a face', () => {
    expect(regionOfArm({ x: 0, y: 0 }, { x: 0, y: 50 }, 60, { reach: 0.3, side: 1.54 }).width).toBeCloseTo(92.4);
  });

  it('stays a number where wrist and elbow are in one place', () => {
    const region = regionOfArm({ x: 5, y: 5 }, { x: 5, y: 5 }, 60, { reach: 0.3, side: 1.54 });
    expect(Object.values(region).every(Number.isFinite)).toBe(true);
  });
});

describe('regionOfHand', () => {
  it('holds the whole hand with room around it', () => {
    const { centreX, centreY, width, angle } = regionOfHand(openHand());
    expect(Math.abs(angle)).toBeLessThan(0.2);
    expect(Math.abs(centreX)).toBeLessThan(width / 4);
    expect(centreY - width / 2).toBeLessThan(-98);
    expect(centreY + width / 2).toBeGreaterThan(0);
  });

  it.each([0.5, 1.5, -2])('turns with the hand by %d', (angle) => {
    const upright = regionOfHand(openHand());
    const region = regionOfHand(turned(openHand(), angle));
    expect(region.width).toBeCloseTo(upright.width, 2);
    expect(Math.sin(region.angle - upright.angle)).toBeCloseTo(Math.sin(angle), 4);
    const [centre] = [turned(Float32Array.of(upright.centreX, upright.centreY), angle)];
    expect(region.centreX).toBeCloseTo(centre[0]!, 2);
    expect(region.centreY).toBeCloseTo(centre[1]!, 2);
  });
});
