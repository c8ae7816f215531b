import { halfFloat } from './half-float';

describe('halfFloat', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0xfc00, -Infinity],
  ])('reads %d as %d', (bits, value) => {
    expect(halfFloat(bits)).toBe(value);
  });

  it('reads what is not a number', () => {
    expect(halfFloat(0x7e00)).toBeNaN();
  });
});
