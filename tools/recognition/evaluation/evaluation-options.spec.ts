import { readEvaluationOptions } from './evaluation-options';

const read = (...args: string[]): ReturnType<typeof readEvaluationOptions> =>
  readEvaluationOptions(args, ['rules', 'conv']);

describe('readEvaluationOptions()', () => {
  it('takes everything at 8 frames a second when nothing is said', () => {
    const { candidates, sets, conditions } = read();
    expect(candidates).toEqual(['rules', 'conv']);
    expect(sets).toContain('synthetic');
    expect(conditions).toEqual([{ framesPerSecond: 8, drop: 0 }]);
  });

  it('tries every frame rate with every loss', () => {
    expect(read('--frame-rate', '8,5', '--drop', '0,0.2').conditions).toEqual([
      { framesPerSecond: 8, drop: 0 },
      { framesPerSecond: 8, drop: 0.2 },
      { framesPerSecond: 5, drop: 0 },
      { framesPerSecond: 5, drop: 0.2 },
    ]);
  });

  it.each([
    [['--candidates', 'magic'], /no magic; there are rules, conv/],
    [['--sets', 'people,nobody'], /no nobody; there are people/],
    [['--frame-rate', '8,,5'], /numbers from 1 to 60/],
    [['--drop', '1'], /numbers from 0 to 0.9/],
    [['--seed=-1'], /whole number of at least 0/],
    [['--folds', '1'], /at least 2/],
    [['--count', 'many'], /not "many"/],
    [['--nonsense'], /nonsense/],
  ])('refuses %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
