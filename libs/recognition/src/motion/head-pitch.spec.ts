import type { FaceMeasures } from './face-geometry';
import { measureFace } from './face-geometry';
import { HeadPitch } from './head-pitch';
import { AT_REST, draw } from './synthetic-meal.spec-support';

const face = (eyesToNose: number): FaceMeasures => measureFace(draw({ ...AT_REST, eyesToNose }, 0).face!);

/** Holds the head one way for 5 s, then another. */
function tilt(before: number, after: number, isHandAtMouth = true): boolean {
  const pitch = new HeadPitch();
  for (let at = 0; at < 5000; at += 125) pitch.update(at, face(before), false);
  pitch.update(5000, face(after), isHandAtMouth);
  return pitch.isBack;
}

describe('HeadPitch', () => {
  it('tells a head that goes back', () => {
    expect(tilt(0.28, 0.14)).toBe(true);
  });

  it('does not take a head that looks up from the plate, or always looks up, for one', () => {
    expect(tilt(0.42, 0.27)).toBe(false);
    expect(tilt(0.16, 0.14)).toBe(false);
  });

  it('does not get used to a head that is back while a hand is at the mouth', () => {
    const pitch = new HeadPitch();
    for (let at = 0; at < 5000; at += 125) pitch.update(at, face(0.28), false);
    for (let at = 5000; at < 25_000; at += 125) pitch.update(at, face(0.14), true);
    expect(pitch.isBack).toBe(true);
  });
});
