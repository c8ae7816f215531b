import fc from 'fast-check';
import { paceFor } from './pace';

describe('paceFor', () => {
  it('asks for what is wanted while the cost of a frame is unknown', () => {
    expect(paceFor(8, 0, 50)).toBe(8);
  });

  it('gives ten participants with frames of 20 ms four frames a second each', () => {
    expect(paceFor(8, 20, 10)).toBe(4);
  });

  it('slows down in steps of a tenth, so that few processes are not left half idle', () => {
    expect(paceFor(8, 100, 5)).toBe(1.6);
  });

  it('never asks for more than the process can do, except for one frame a second', () => {
    const wanted = fc.integer({ min: 1, max: 30 });
    const cost = fc.double({ min: 0.1, max: 500, noNaN: true });
    fc.assert(
      fc.property(wanted, cost, fc.integer({ min: 0, max: 100 }), (framesPerSecond, frameCost, sharing) => {
        const pace = paceFor(framesPerSecond, frameCost, sharing);
        expect(pace >= 1 && pace <= framesPerSecond).toBe(true);
        if (pace > 1) expect(pace * frameCost * sharing).toBeLessThan(1000);
      }),
    );
  });
});
