import fc from 'fast-check';
import { measureFace } from './face-geometry';
import type { FaceLandmarks } from './frame-landmarks';
import { AT_REST, draw } from './synthetic-meal.spec-support';

const FACE = draw({ ...AT_REST, lipGap: 0.1, jaw: 0.05 }, 0).face!;

/** Turns a face in the picture, enlarges and moves it. */
function place({ points, score }: FaceLandmarks, angle: number, scale: number, x: number): FaceLandmarks {
  const moved = points.map((_, index) => {
    const [px, py] = [points[index - (index % 2)]!, points[index - (index % 2) + 1]!];
    const turned =
      index % 2 === 0 ? px * Math.cos(angle) - py * Math.sin(angle) : px * Math.sin(angle) + py * Math.cos(angle);
    return scale * turned + x;
  });
  return { points: moved, score };
}

const LENGTHS = ['lipGap', 'lipToChin', 'noseToChin', 'mouthWidth', 'eyesToNose', 'noseAside'] as const;

describe('measureFace', () => {
  it('measures in face widths', () => {
    expect(measureFace(FACE)).toMatchObject({ width: expect.closeTo(80) as number, mouth: { x: 160 } });
    expect(measureFace(FACE).lipGap).toBeCloseTo(0.1);
    expect(measureFace(FACE).eyesToNose).toBeCloseTo(0.28);
    expect(measureFace(FACE).mouthWidth).toBeCloseTo(0.36);
  });

  it('does not depend on where the face is, how large, and how tilted', () => {
    const angle = fc.double({ min: -1, max: 1, noNaN: true });
    const scale = fc.double({ min: 0.3, max: 4, noNaN: true });
    fc.assert(
      fc.property(angle, scale, fc.integer({ min: -100, max: 100 }), (turn, size, x) => {
        const measures = measureFace(place(FACE, turn, size, x));
        for (const name of LENGTHS) expect(measures[name]).toBeCloseTo(measureFace(FACE)[name], 3);
      }),
    );
  });

  it('keeps its unit while the jaw moves', () => {
    expect(measureFace(draw({ ...AT_REST, jaw: 0.3 }, 0).face!).width).toBe(measureFace(FACE).width);
  });
});
