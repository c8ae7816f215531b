import fc from 'fast-check';
import type { FrameReply } from '@bapsang/shared';
import { middleOf, roundOf } from './frame-round';

describe('roundOf', () => {
  it('never gives a time below nothing, whatever the server and the clock say', () => {
    fc.assert(
      fc.property(fc.double(), fc.nat(500), fc.integer({ min: -500, max: 500 }), (heldFor, encoding, passed) => {
        const reply = { accepted: true as const, sequence: 1, framesPerSecond: 8, heldFor, face: null };
        const { travelling } = roundOf(reply, { begun: 1000, encoding, at: 1000 + passed, asked: 8 });
        expect(travelling).toBeGreaterThanOrEqual(0);
        expect(travelling).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe('the face of a round', () => {
  const times = { begun: 0, encoding: 0, at: 10, asked: 8 };
  const face = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
  const faceOf = (said: unknown): unknown =>
    roundOf({ accepted: true, sequence: 1, framesPerSecond: 8, heldFor: 1, face: said } as FrameReply, times).face;

  it('is where the server says, or null where it found none', () => {
    expect(faceOf(face)).toEqual(face);
    expect(faceOf(null)).toBeNull();
  });

  it.each([undefined, 'left', {}, { ...face, left: 0.9 }, { ...face, width: 0 }, { ...face, top: Number.NaN }])(
    'is not known where the server says %p',
    (said) => {
      expect(faceOf(said)).toBeUndefined();
    },
  );
});

describe('middleOf', () => {
  it('is the middle value, the upper of two, and 0 of none', () => {
    expect([middleOf([9, 1, 3]), middleOf([1, 2]), middleOf([])]).toEqual([3, 2, 0]);
  });
});
