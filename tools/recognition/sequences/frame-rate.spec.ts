import { generateSequence } from '../generator/generate-sequences';
import type { LabelledSequence } from './labelled-sequence';
import { atFrameRate } from './frame-rate';

function steady(framesPerSecond: number, seconds: number): LabelledSequence {
  const some = generateSequence(1, 1, 'still');
  const [frame] = some.frames;
  const frames = Array.from({ length: framesPerSecond * seconds }, (_, index) => ({
    ...frame!,
    capturedAt: Math.round((index * 1000) / framesPerSecond),
  }));
  return { ...some, framesPerSecond, frames };
}

describe('atFrameRate()', () => {
  it.each([
    [30, 8],
    [25, 8],
    [30, 10],
    [12, 5],
  ])('thins %i frames a second out to %i', (from, to) => {
    const { frames, framesPerSecond } = atFrameRate(steady(from, 4), to);
    expect(framesPerSecond).toBe(to);
    expect(frames).toHaveLength(4 * to);
    frames.forEach(({ capturedAt }, index) => {
      expect(Math.abs(capturedAt - (index * 1000) / to)).toBeLessThanOrEqual(500 / from + 1);
    });
  });

  it('leaves slower sequences as they are', () => {
    const sequence = steady(5, 3);
    expect(atFrameRate(sequence, 8)).toBe(sequence);
  });

  it('goes on after a hole', () => {
    const sequence = steady(30, 6);
    const frames = sequence.frames.filter(({ capturedAt }) => capturedAt < 1000 || capturedAt > 4000);
    const thinned = atFrameRate({ ...sequence, frames }, 10).frames.map(({ capturedAt }) => capturedAt);
    expect(thinned.filter((at) => at > 4000)).toHaveLength(20);
  });
});
