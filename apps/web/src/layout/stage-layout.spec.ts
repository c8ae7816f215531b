import fc from 'fast-check';
import { type Place, stageLayout } from './stage-layout';

function overlap(one: Place, other: Place): boolean {
  const beside = one.left + one.width <= other.left || other.left + other.width <= one.left;
  const above = one.top + one.height <= other.top || other.top + other.height <= one.top;
  return !beside && !above;
}

describe('stageLayout()', () => {
  it('puts the others beside the large tile on a wide table and below it on a high one', () => {
    const wide = stageLayout(3, { width: 1400, height: 700 }, 8);
    expect(wide.small.every(({ left }) => left >= wide.large.width)).toBe(true);
    const high = stageLayout(3, { width: 344, height: 480 }, 8);
    expect(high.small.every(({ top }) => top >= high.large.height)).toBe(true);
  });

  it('gives the large tile more than half of the table, whatever there is', () => {
    for (const area of [
      { width: 344, height: 480 },
      { width: 640, height: 260 },
      { width: 752, height: 860 },
      { width: 1424, height: 760 },
    ]) {
      for (let others = 1; others <= 11; others += 1) {
        const { large } = stageLayout(others, area, 8);
        expect(large.width * large.height).toBeGreaterThan(0.5 * area.width * area.height);
      }
    }
  });

  it('gives the others what a picture that is to be seen whole leaves empty', () => {
    const picture = { aspectRatio: 16 / 9, captionHeight: 36 };
    const high = { width: 344, height: 420 };
    const { large, small } = stageLayout(1, high, 8, picture);
    const whole = stageLayout(1, high, 8).small[0]!;
    expect(small[0]!.height).toBeGreaterThan(1.4 * whole.height);
    expect(large.height).toBeGreaterThanOrEqual(344 / picture.aspectRatio + picture.captionHeight);
    const wide = { width: 640, height: 200 };
    const besides = stageLayout(1, wide, 8, picture);
    expect(besides.large.width).toBeGreaterThanOrEqual((200 - 36) * picture.aspectRatio);
    expect(besides.small[0]!.width).toBeGreaterThan(stageLayout(1, wide, 8).small[0]!.width);
  });

  it('keeps a picture as large as it was where it fills its tile', () => {
    const area = { width: 1424, height: 780 };
    expect(stageLayout(3, area, 8, { aspectRatio: 16 / 9, captionHeight: 36 })).toEqual(stageLayout(3, area, 8));
  });

  it('keeps every tile on the table and none over another', () => {
    const sides = fc.integer({ min: 200, max: 4000 });
    const aspectRatio = fc.double({ min: 0.01, max: 100, noNaN: true });
    const pictures = fc.option(fc.record({ aspectRatio, captionHeight: fc.constant(36) }), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), sides, sides, pictures, (others, width, height, picture) => {
        const { large, small } = stageLayout(others, { width, height }, 8, picture);
        const places = [large, ...small];
        expect(small).toHaveLength(others);
        for (const [index, place] of places.entries()) {
          expect(Math.min(place.left, place.top, place.width, place.height)).toBeGreaterThanOrEqual(0);
          expect(place.left + place.width).toBeLessThanOrEqual(width);
          expect(place.top + place.height).toBeLessThanOrEqual(height);
          expect(places.slice(index + 1).some((other) => overlap(place, other))).toBe(false);
        }
      }),
    );
  });
});
