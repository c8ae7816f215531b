import fc from 'fast-check';
import { hasRoom, inPicture, regionAround } from './face-region';

const pictures = fc.constantFrom(
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
  { width: 480, height: 640 },
  { width: 720, height: 1280 },
);
const faces = fc
  .record({
    left: fc.double({ min: 0, max: 0.95, noNaN: true }),
    top: fc.double({ min: 0, max: 0.95, noNaN: true }),
    size: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
  })
  .map(({ left, top, size }) => ({ left, top, width: Math.min(size, 1 - left), height: Math.min(size, 1 - top) }));

describe('regionAround', () => {
  it('lies in the picture, holds the face, and has the proportions of frames wherever the picture is wide enough', () => {
    fc.assert(
      fc.property(faces, pictures, (face, picture) => {
        const region = regionAround(face, picture);
        expect(region.left).toBeGreaterThanOrEqual(0);
        expect(region.top).toBeGreaterThanOrEqual(0);
        expect(region.left + region.width).toBeLessThanOrEqual(1);
        expect(region.top + region.height).toBeLessThanOrEqual(1);
        expect(region.top).toBeLessThanOrEqual(face.top + face.height / 2);
        expect(region.top + region.height).toBeGreaterThanOrEqual(face.top + face.height / 2);
        if (region.width < 0.99) {
          expect((region.width * picture.width) / (region.height * picture.height)).toBeCloseTo(4 / 3, 1);
        }
      }),
    );
  });

  it('has more room below the face than above, and the face in the middle across', () => {
    const region = regionAround({ left: 0.45, top: 0.45, width: 0.1, height: 0.1 }, { width: 640, height: 480 });
    expect(region.height).toBeCloseTo(0.5, 3);
    expect(region.width).toBeCloseTo(0.5, 3);
    expect(region.left).toBeCloseTo(0.25, 3);
    expect(0.45 - region.top).toBeLessThan(region.top + region.height - 0.55);
  });
});

describe('inPicture', () => {
  it('finds a place in a part again', () => {
    const part = { left: 0.5, top: 0.25, width: 0.5, height: 0.5 };
    expect(inPicture({ left: 0.5, top: 0.5, width: 0.1, height: 0.2 }, part)).toEqual({
      left: 0.75,
      top: 0.5,
      width: 0.05,
      height: 0.1,
    });
  });
});

describe('hasRoom', () => {
  const part = { left: 0, top: 0.2, width: 0.5, height: 0.5 };

  it('wants room on every side but where the picture ends', () => {
    expect(hasRoom({ left: 0.2, top: 0.4, width: 0.1, height: 0.1 }, part, 0.5)).toBe(true);
    expect(hasRoom({ left: 0, top: 0.4, width: 0.1, height: 0.1 }, part, 0.5)).toBe(true);
    expect(hasRoom({ left: 0.38, top: 0.4, width: 0.1, height: 0.1 }, part, 0.5)).toBe(false);
    expect(hasRoom({ left: 0.2, top: 0.22, width: 0.1, height: 0.1 }, part, 0.5)).toBe(false);
  });
});
