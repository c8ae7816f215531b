import { Random } from './random';

const draws = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.fraction());

describe('Random', () => {
  it('repeats itself for the same seed only', () => {
    expect(draws(new Random(3), 5)).toEqual(draws(new Random(3), 5));
    expect(draws(new Random(3), 5)).not.toEqual(draws(new Random(4), 5));
  });

  it('forks by name, whatever was drawn before', () => {
    const used = new Random(3);
    draws(used, 10);
    expect(draws(used.fork('face'), 5)).toEqual(draws(new Random(3).fork('face'), 5));
    expect(draws(used.fork('face'), 5)).not.toEqual(draws(used.fork('hands'), 5));
    const first = Array.from({ length: 500 }, (_, index) => used.fork(`sequence ${index}`).fraction());
    expect(new Set(first).size).toBe(500);
    expect(first.reduce((sum, value) => sum + value, 0) / 500).toBeCloseTo(0.5, 1);
  });

  it('draws what a distribution says', () => {
    const random = new Random(1);
    const values = Array.from({ length: 4000 }, () => random.normal(2, 3));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeGreaterThan(1.8);
    expect(mean).toBeLessThan(2.2);
    expect(values.filter((value) => Math.abs(value - 2) < 3).length / values.length).toBeCloseTo(0.68, 1);
    for (let index = 0; index < 500; index += 1) {
      const duration = random.duration(800, 300, 2000);
      expect(duration).toBeGreaterThanOrEqual(300);
      expect(duration).toBeLessThanOrEqual(2000);
    }
    const chosen = Array.from({ length: 2000 }, () =>
      random.weighted([
        [3, 'often'],
        [1, 'rarely'],
      ]),
    );
    expect(chosen.filter((choice) => choice === 'often').length / 2000).toBeCloseTo(0.75, 1);
    expect(() => random.weighted([])).toThrow(RangeError);
  });
});
