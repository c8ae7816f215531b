import { isDeeperThan } from './depth';

function nest(depth: number): unknown {
  return JSON.parse(`${'{"a":['.repeat(depth / 2)}${']}'.repeat(depth / 2)}`);
}

describe('isDeeperThan', () => {
  it('counts objects and arrays that lie in each other', () => {
    expect(isDeeperThan(nest(20), 20)).toBe(false);
    expect(isDeeperThan(nest(22), 20)).toBe(true);
    expect(isDeeperThan(undefined, 20)).toBe(false);
  });

  it('looks at a very deep value without exhausting the stack', () => {
    expect(isDeeperThan(nest(100_000), 20)).toBe(true);
  });
});
