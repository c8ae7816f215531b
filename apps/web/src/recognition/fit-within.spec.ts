import fc from 'fast-check';
import { fitWithin } from './fit-within';

describe('fitWithin()', () => {
  it('keeps the proportions of the picture instead of padding or cutting it', () => {
    const box = { width: 320, height: 240 };
    expect(fitWithin({ width: 640, height: 480 }, box)).toEqual({ width: 320, height: 240 });
    expect(fitWithin({ width: 1280, height: 720 }, box)).toEqual({ width: 320, height: 180 });
    expect(fitWithin({ width: 720, height: 1280 }, box)).toEqual({ width: 135, height: 240 });
  });

  it('does not enlarge a small picture', () => {
    expect(fitWithin({ width: 100, height: 80 }, { width: 320, height: 240 })).toEqual({ width: 100, height: 80 });
  });

  it('always stays inside the box', () => {
    const lengths = fc.integer({ min: 1, max: 8000 });
    fc.assert(
      fc.property(lengths, lengths, lengths, lengths, (width, height, boxWidth, boxHeight) => {
        const size = fitWithin({ width, height }, { width: boxWidth, height: boxHeight });
        expect(size.width).toBeGreaterThanOrEqual(1);
        expect(size.height).toBeGreaterThanOrEqual(1);
        expect(size.width).toBeLessThanOrEqual(boxWidth);
        expect(size.height).toBeLessThanOrEqual(boxHeight);
      }),
    );
  });
});
