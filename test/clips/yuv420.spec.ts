import { toYuv420 } from './yuv420';

const SIZE = { width: 4, height: 2 };
const PIXELS = SIZE.width * SIZE.height;

describe('toYuv420()', () => {
  // The values of ITU-R BT.601 for 8 bits.
  it.each([
    ['black', [0, 0, 0], [16, 128, 128]],
    ['white', [255, 255, 255], [235, 128, 128]],
    ['red', [255, 0, 0], [81, 90, 240]],
    ['green', [0, 255, 0], [145, 54, 34]],
    ['blue', [0, 0, 255], [41, 240, 110]],
  ])('knows %s', (_, rgb, [y = 0, u = 0, v = 0]) => {
    const planes = toYuv420(Uint8Array.from(Array.from({ length: PIXELS }, () => rgb).flat()), SIZE);
    expect(planes).toHaveLength(PIXELS * 1.5);
    for (const [from, to, value] of [
      [0, PIXELS, y],
      [PIXELS, PIXELS * 1.25, u],
      [PIXELS * 1.25, PIXELS * 1.5, v],
    ] as const) {
      for (const found of planes.subarray(from, to)) expect(Math.abs(found - value)).toBeLessThanOrEqual(1);
    }
  });

  it('keeps each pixel in its place, and each colour with its four pixels', () => {
    const rgb = new Uint8Array(3 * PIXELS);
    rgb.fill(255, 3 * 2, 3 * 4);
    rgb.fill(255, 3 * 6, 3 * 8);
    rgb[3 * 2 + 1] = rgb[3 * 2 + 2] = 0;
    const planes = toYuv420(rgb, SIZE);
    expect([...planes.subarray(0, PIXELS)].map((value) => value > 16)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
    expect([...planes.subarray(PIXELS)].map((value) => value === 128)).toEqual([true, false, true, false]);
  });
});
