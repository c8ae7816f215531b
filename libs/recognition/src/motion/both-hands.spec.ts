import { BothHands } from './both-hands';
import { measureFace } from './face-geometry';
import type { FrameLandmarks } from './frame-landmarks';
import { AT_REST, biteAt, draw, film, handTo } from './synthetic-meal.spec-support';

const FACE = measureFace(draw(AT_REST, 0).face!);

/** One picture of two hands: the right one from a film, the left one from its mirror image. */
function bothOf(right: readonly FrameLandmarks[], left: readonly FrameLandmarks[]): FrameLandmarks[] {
  return right.map((frame, index) => {
    const other = left[index]!;
    const scores = frame.body!.scores.map((score, point) => Math.max(score, other.body!.scores[point]!));
    const points = frame.body!.points.map((value, at) => {
      const isLeftArm = [7, 9].includes(Math.floor(at / 2));
      return isLeftArm ? other.body!.points[at]! : value;
    });
    return { ...frame, body: { points, scores }, hands: [...frame.hands, ...other.hands] };
  });
}

const kindsOf = (frames: readonly FrameLandmarks[]): string[] => {
  const hands = new BothHands();
  return frames.flatMap((frame) => hands.update(frame, FACE, false).events.map(({ kind }) => kind));
};

const durationMs = 7000;

describe('BothHands', () => {
  it('sees one hand eat while the other rests at the cheek', () => {
    const cheek = film(handTo({ x: 0.6, y: 0.1 }, 0, 9000), { durationMs, isMirrored: true });
    expect(kindsOf(bothOf(film(biteAt(3000), { durationMs }), cheek))).toEqual(['bite']);
  });

  it('counts once what both wrists show, because the model puts both on one hand', () => {
    const bite = film(biteAt(3000), { durationMs });
    expect(kindsOf(bothOf(bite, film(biteAt(3100), { durationMs, isMirrored: true })))).toEqual(['bite']);
  });

  it('counts twice what the hands do one after the other', () => {
    const second = film(biteAt(5300, 500), { durationMs, isMirrored: true });
    expect(kindsOf(bothOf(film(biteAt(2500, 500), { durationMs }), second))).toEqual(['bite', 'bite']);
  });

  it('follows nothing while nobody knows where the mouth is', () => {
    const hands = new BothHands();
    const frames = film(biteAt(3000), { durationMs });
    expect(frames.flatMap((frame) => hands.update(frame, null, null).events)).toEqual([]);
  });
});
