import { HandPath, RESTING } from './hand-path';

const AT_MOUTH = { out: 0.1, down: 0.1 };

describe('HandPath', () => {
  it('rests, goes without a jerk, stays', () => {
    const hand = new HandPath(RESTING);
    hand.move(1000, 2000, AT_MOUTH, 0.2);
    expect(hand.at(900)).toEqual(RESTING);
    expect(hand.at(2000)).toMatchObject(AT_MOUTH);
    expect(hand.at(9000)).toMatchObject(AT_MOUTH);
    const steps = Array.from({ length: 60 }, (_, index) => hand.at(900 + 20 * index).down);
    const largest = Math.max(...steps.slice(1).map((down, index) => Math.abs(down - steps[index]!)));
    // The smoothest way is fastest in its middle, at 15/8 of the mean speed (Flash and Hogan 1985).
    expect(largest).toBeLessThan((15 / 8) * 0.02 * (RESTING.down - AT_MOUTH.down) + 1e-6);
  });

  it('does not begin a way before the last has ended', () => {
    const hand = new HandPath(RESTING);
    hand.move(1000, 2000, AT_MOUTH);
    hand.move(1500, 3000, RESTING);
    expect(hand.at(2000)).toMatchObject(AT_MOUTH);
    expect(hand.freeFrom).toBe(3000);
    expect(hand.last.down).toBeCloseTo(RESTING.down, 9);
  });

  it('rubs to and fro about its place', () => {
    const hand = new HandPath({ ...RESTING, ...AT_MOUTH });
    hand.rub(0, 4000, 2, 0.05, 0);
    const places = Array.from({ length: 200 }, (_, index) => hand.at(20 * index).out);
    expect(Math.max(...places)).toBeGreaterThan(0.14);
    expect(Math.min(...places)).toBeLessThan(0.06);
    expect(hand.at(5000).out).toBeCloseTo(0.1, 9);
  });
});
