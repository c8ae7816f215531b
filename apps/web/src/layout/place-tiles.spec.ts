import { placeTiles } from './place-tiles';

const area = { width: 1200, height: 700 };

describe('placeTiles()', () => {
  it('gives everybody the same size and no place of their own', () => {
    const places = [...placeTiles(['a', 'b', 'c'], undefined, area, 8).values()];
    expect(new Set(places.map(({ width, height }) => `${String(width)} ${String(height)}`)).size).toBe(1);
    expect(places.some((place) => 'left' in place)).toBe(false);
  });

  it('makes one of several large and gives every tile its place', () => {
    const places = placeTiles(['a', 'b', 'c'], 'b', area, 8);
    expect([...places.values()].every((place) => 'left' in place)).toBe(true);
    expect(places.get('b')!.width).toBeGreaterThan(2 * places.get('a')!.width);
    expect(places.get('a')).not.toEqual(places.get('c'));
  });

  it('leaves everybody the same size where the large one is away or alone', () => {
    expect(placeTiles(['a', 'b'], 'gone', area, 8)).toEqual(placeTiles(['a', 'b'], undefined, area, 8));
    expect(placeTiles(['a'], 'a', area, 8)).toEqual(placeTiles(['a'], undefined, area, 8));
    expect(placeTiles([], 'a', area, 8).size).toBe(0);
  });
});
