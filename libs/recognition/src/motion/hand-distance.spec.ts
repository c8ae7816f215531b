import { HandDistance } from './hand-distance';

describe('HandDistance', () => {
  it('believes the fingertip where it is seen', () => {
    expect(new HandDistance().update({ fingertip: 0.3, arm: 0.8 })).toBe(0.3);
  });

  it('goes on with the arm, less what it was off, where the hand model loses the hand at the mouth', () => {
    const distance = new HandDistance();
    distance.update({ fingertip: 0.2, arm: 0.7 });
    expect(distance.update({ fingertip: null, arm: 0.75 })).toBeCloseTo(0.25);
    expect(distance.update({ fingertip: null, arm: 0.4 })).toBe(0);
  });

  it('forgets how far the arm was off once the hand is away or unseen', () => {
    const away = new HandDistance();
    away.update({ fingertip: 0.2, arm: 0.7 });
    away.update({ fingertip: null, arm: 1.6 });
    expect(away.update({ fingertip: null, arm: 0.9 })).toBe(0.9);
    const unseen = new HandDistance();
    unseen.update({ fingertip: 0.2, arm: 0.7 });
    expect(unseen.update({ fingertip: null, arm: null })).toBeNull();
    expect(unseen.update({ fingertip: null, arm: 0.9 })).toBe(0.9);
  });
});
