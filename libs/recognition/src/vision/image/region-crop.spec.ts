import type { Pixels } from '../pixels';
import { toFrame, wholeFrame, type Region } from './region';
import { cropRegion, MINUS_ONE_TO_ONE, ZERO_TO_ONE } from './region-crop';

/** A frame whose red tells the column, green the row, and whose blue is full. */
function gradient(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    data.set([pixel % width, Math.floor(pixel / width), 255], pixel * 3);
  }
  return { data, width, height };
}

const BYTES = { scale: 1, offset: 0 };

function pixelAt(crop: Float32Array, width: number, column: number, row: number): number[] {
  return [...crop.subarray((row * width + column) * 3, (row * width + column) * 3 + 3)];
}

describe('cropRegion', () => {
  const frame = gradient(100, 80);

  it('gives the frame itself where region and input have its size', () => {
    const input = { width: 100, height: 80 };
    expect([...cropRegion(frame, wholeFrame(frame, input), input, BYTES)]).toEqual([...frame.data]);
  });

  it('takes the mean of neighbours between pixels', () => {
    const region: Region = { centreX: 10.5, centreY: 20.25, width: 1, height: 1, angle: 0 };
    const [red, green] = cropRegion(frame, region, { width: 1, height: 1 }, BYTES);
    expect(red).toBeCloseTo(10.5);
    expect(green).toBeCloseTo(20.25);
  });

  it('turns clockwise: a quarter turn reads the frame from right to left going down', () => {
    const region: Region = { centreX: 50, centreY: 40, width: 11, height: 11, angle: Math.PI / 2 };
    const crop = cropRegion(frame, region, { width: 11, height: 11 }, BYTES);
    const [red, green] = pixelAt(crop, 11, 0, 0);
    expect(red).toBeCloseTo(55);
    expect(green).toBeCloseTo(35);
    expect(pixelAt(crop, 11, 10, 0)[1]).toBeCloseTo(45);
    expect(pixelAt(crop, 11, 0, 10)[0]).toBeCloseTo(45);
  });

  it('shows each input pixel the place of the frame that toFrame tells', () => {
    const region: Region = { centreX: 47.3, centreY: 38.1, width: 40, height: 24, angle: 0.7 };
    const input = { width: 20, height: 12 };
    const crop = cropRegion(frame, region, input, BYTES);
    for (const [column, row] of [
      [0, 0],
      [19, 3],
      [7, 11],
    ] as const) {
      const { x, y } = toFrame(region, (column + 0.5) / input.width, (row + 0.5) / input.height);
      const [red, green] = pixelAt(crop, input.width, column, row);
      expect(red).toBeCloseTo(x, 3);
      expect(green).toBeCloseTo(y, 3);
    }
  });

  it('is black outside of the frame', () => {
    const region: Region = { centreX: 0, centreY: 0, width: 40, height: 40, angle: 0 };
    const crop = cropRegion(frame, region, { width: 40, height: 40 }, MINUS_ONE_TO_ONE);
    expect(pixelAt(crop, 40, 0, 0)).toEqual([-1, -1, -1]);
    expect(pixelAt(crop, 40, 39, 39)[2]).toBeCloseTo(1);
  });

  it('normalises bytes to 0..1 and -1..1', () => {
    const white: Pixels = { data: new Uint8Array(3).fill(255), width: 1, height: 1 };
    const input = { width: 1, height: 1 };
    const region = wholeFrame(white, input);
    expect(cropRegion(white, region, input, ZERO_TO_ONE)[0]).toBeCloseTo(1);
    expect(cropRegion(white, region, input, MINUS_ONE_TO_ONE)[0]).toBeCloseTo(1);
    expect(cropRegion({ ...white, data: new Uint8Array(3) }, region, input, MINUS_ONE_TO_ONE)[0]).toBe(-1);
  });
});

describe('wholeFrame', () => {
  it('holds the whole frame in the proportions of the input', () => {
    const frame: Pixels = { data: new Uint8Array(0), width: 320, height: 240 };
    expect(wholeFrame(frame, { width: 160, height: 128 })).toEqual({
      centreX: 159.5,
      centreY: 119.5,
      width: 320,
      height: 256,
      angle: 0,
    });
  });
});
