import { HAND_POINTS } from '../../motion/frame-landmarks';
import { ArmWatch } from './arm-watch';

const FACE_HEIGHT = 100;
const WRIST = { x: 200, y: 200 };

function hand(x: number): Float32Array {
  return Float32Array.from({ length: 2 * HAND_POINTS }, (_, index) => x + index);
}

/** Frame after frame: whether the hand was worth a look; what a look finds is told by its index. */
function watchHand(
  frames: number,
  finds: (frame: number) => Float32Array | null,
  wrist: (frame: number) => { x: number; y: number } | undefined = () => WRIST,
): boolean[] {
  const watch = new ArmWatch();
  return Array.from({ length: frames }, (_, frame) => {
    if (!watch.isWorthALook(wrist(frame), FACE_HEIGHT)) return false;
    watch.look(wrist(frame));
    const found = finds(frame);
    if (found) watch.found(found, frame * 125, FACE_HEIGHT);
    else watch.missed();
    return true;
  });
}

describe('ArmWatch', () => {
  it('looks at a moving hand on every frame', () => {
    expect(watchHand(20, (frame) => hand(10 * frame))).toEqual(Array.from({ length: 20 }, () => true));
  });

  it('looks at a hand that lies still on every third frame only', () => {
    const looks = watchHand(20, () => hand(0));
    expect(looks.slice(0, 5)).toEqual([true, true, true, true, true]);
    expect(looks.slice(5, 14)).toEqual([false, false, true, false, false, true, false, false, true]);
  });

  it('looks at a hand that it does not find on every third frame only, after each aim was tried twice', () => {
    const looks = watchHand(15, () => null);
    expect(looks.slice(0, 6)).toEqual([true, true, true, true, true, true]);
    expect(looks.slice(6)).toEqual([false, false, true, false, false, true, false, false, true]);
  });

  it('looks at once when the wrist moves, appears or disappears', () => {
    const moved = (frame: number) => (frame < 12 ? WRIST : { x: WRIST.x + 15, y: WRIST.y });
    expect(watchHand(13, () => hand(0), moved)[12]).toBe(true);
    const gone = (frame: number) => (frame < 13 ? WRIST : undefined);
    expect(watchHand(14, () => hand(0), gone).slice(12)).toEqual([false, true]);
  });

  it('follows a hand by its points until it was missed too often or too long ago', () => {
    const watch = new ArmWatch();
    expect(watch.regionAt(0)).toBeUndefined();
    watch.found(hand(0), 0, FACE_HEIGHT);
    expect(watch.regionAt(700)).toBeDefined();
    expect(watch.regionAt(701)).toBeUndefined();
    for (let misses = 0; misses < 3; misses++) watch.missed();
    expect(watch.regionAt(125)).toBeUndefined();
  });

  it('looks at a hand at once that has been away', () => {
    const watch = new ArmWatch();
    for (let misses = 0; misses < 10; misses++) {
      if (!watch.isWorthALook(WRIST, FACE_HEIGHT)) continue;
      watch.look(WRIST);
      watch.missed();
    }
    expect(watch.isWorthALook(WRIST, FACE_HEIGHT)).toBe(false);
    watch.rest();
    expect(watch.isWorthALook(WRIST, FACE_HEIGHT)).toBe(true);
  });
});
