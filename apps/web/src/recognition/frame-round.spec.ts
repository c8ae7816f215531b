import fc from 'fast-check';
import { middleOf, roundOf } from './frame-round';

describe('roundOf', () => {
  it('never gives a time below nothing, whatever the server and the clock say', () => {
    fc.assert(
      fc.property(fc.double(), fc.nat(500), fc.integer({ min: -500, max: 500 }), (heldFor, encoding, passed) => {
        const reply = { accepted: true as const, sequence: 1, framesPerSecond: 8, heldFor };
        const { travelling } = roundOf(reply, { begun: 1000, encoding, at: 1000 + passed, asked: 8 });
        expect(travelling).toBeGreaterThanOrEqual(0);
        expect(travelling).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe('middleOf', () => {
  it('is the middle value, the upper of two, and 0 of none', () => {
    expect([middleOf([9, 1, 3]), middleOf([1, 2]), middleOf([])]).toEqual([3, 2, 0]);
  });
});
