import fc from 'fast-check';
import { FrameHeader, parse, PicturePart } from '../index';

describe('PicturePart', () => {
  const part = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };

  it('is taken with a header, and may be missing', () => {
    const header = { sequence: 1, capturedAt: 2 };
    expect(parse(FrameHeader, header)).toEqual(header);
    expect(parse(FrameHeader, { ...header, part })).toEqual({ ...header, part });
    expect(parse(FrameHeader, { ...header, part: { ...part, left: 0.70005 } }).part?.left).toBe(0.70005);
  });

  it.each([
    { ...part, left: -0.1 },
    { ...part, top: 1.1 },
    { ...part, width: 0 },
    { ...part, height: Number.NaN },
    { ...part, left: 0.8 },
    { ...part, top: 0.7 },
    { ...part, left: '0.1' },
    { left: 0.1, top: 0.2 },
  ])('refuses %p', (value) => {
    expect(() => parse(PicturePart, value)).toThrow();
    expect(() => parse(FrameHeader, { sequence: 1, capturedAt: 2, part: value })).toThrow();
  });

  it('never reaches beyond the picture, whatever is sent', () => {
    const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }), fc.anything());
    fc.assert(
      fc.property(fc.record({ left: number, top: number, width: number, height: number }), (value) => {
        let taken: PicturePart;
        try {
          taken = parse(PicturePart, value);
        } catch {
          return;
        }
        expect(Math.min(taken.left, taken.top)).toBeGreaterThanOrEqual(0);
        expect(Math.max(taken.left + taken.width, taken.top + taken.height)).toBeLessThan(1.01);
        expect(Math.min(taken.width, taken.height)).toBeGreaterThan(0);
      }),
    );
  });
});
