import type { Motion } from '@bapsang/shared';
import { Hysteresis } from './hysteresis';

const run = (guesses: readonly (readonly [number, Motion])[]): string[] => {
  const hysteresis = new Hysteresis();
  return guesses.map(([at, guess]) => {
    const { motion, since } = hysteresis.update(at, guess);
    return `${motion} since ${since}`;
  });
};

describe('Hysteresis', () => {
  it('holds a motion once it has lasted 300 ms, from when it began', () => {
    expect(
      run([
        [0, 'unknown'],
        [400, 'chew'],
        [600, 'chew'],
        [700, 'chew'],
      ]),
    ).toEqual(['unknown since 0', 'unknown since 0', 'unknown since 0', 'chew since 400']);
  });

  it('lets a flicker pass and counts from the beginning again', () => {
    expect(
      run([
        [0, 'unknown'],
        [400, 'chew'],
        [500, 'unknown'],
        [600, 'chew'],
        [800, 'chew'],
      ]).at(-1),
    ).toBe('unknown since 0');
  });

  it('does not end what began less than 300 ms ago, and says that the next began after that', () => {
    expect(
      run([
        [0, 'idle'],
        [200, 'idle'],
        [400, 'idle'],
        [600, 'idle'],
      ]),
    ).toEqual(['unknown since 0', 'unknown since 0', 'unknown since 0', 'idle since 300']);
  });
});
