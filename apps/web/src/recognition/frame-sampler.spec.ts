import type { PicturePart } from '@bapsang/shared';
import { signal } from '@preact/signals';
import type { Size } from '../layout/best-fit-grid';
import type { BatteryLevel } from './battery';
import { type FramePainter, FrameSampler } from './frame-sampler';
import type { NetworkLevel } from './network-quality';
import { SamplingPlan } from './sampling-plan';

/** A camera whose JPEGs weigh a fixed number of bytes times their quality. */
class WeighedPainter implements FramePainter {
  readonly qualities: number[] = [];
  capturedAt: number | undefined = 1234;
  closed = false;

  constructor(public bytesAtBest: number) {}

  readonly boxes: Size[] = [];
  readonly parts: (PicturePart | undefined)[] = [];
  picture: Size | undefined = { width: 640, height: 480 };

  draw(box: Size, part?: PicturePart): number | undefined {
    this.boxes.push(box);
    this.parts.push(part);
    return this.capturedAt;
  }

  encode(quality: number): Promise<Uint8Array> {
    this.qualities.push(quality);
    return Promise.resolve(new Uint8Array(Math.round(this.bytesAtBest * quality)));
  }

  close(): void {
    this.closed = true;
  }
}

const limits = { width: 320, height: 240, maxFrameBytes: 10_000 };

describe('FrameSampler', () => {
  const battery = { level: signal<BatteryLevel>('fine'), close: () => undefined };
  const network = { level: signal<NetworkLevel>('fine'), close: () => (networkClosed = true) };
  let networkClosed: boolean;

  beforeEach(() => {
    battery.level.value = 'fine';
    networkClosed = false;
  });

  function samplerOf(painter: FramePainter): FrameSampler {
    return new FrameSampler(painter, new SamplingPlan({ battery, network }));
  }

  it('gives a frame with the moment at which it was taken', async () => {
    const frame = await samplerOf(new WeighedPainter(1000)).capture(limits);
    expect(frame).toMatchObject({ capturedAt: 1234 });
    expect(frame?.jpeg.byteLength).toBe(800);
  });

  it('gives nothing, and encodes nothing, while the camera has no picture', async () => {
    const painter = new WeighedPainter(1000);
    painter.capturedAt = undefined;
    await expect(samplerOf(painter).capture(limits)).resolves.toBeUndefined();
    expect(painter.qualities).toEqual([]);
  });

  it('lowers the quality until a frame is light enough, and stays there for the next one', async () => {
    const painter = new WeighedPainter(20_000);
    const sampler = samplerOf(painter);
    expect((await sampler.capture(limits))?.jpeg.byteLength).toBeLessThanOrEqual(limits.maxFrameBytes);
    const tried = painter.qualities.length;
    expect(tried).toBeGreaterThan(1);
    await sampler.capture(limits);
    expect(painter.qualities.length).toBe(tried + 1);
  });

  it('raises the quality again when pictures have become simpler', async () => {
    const painter = new WeighedPainter(20_000);
    const sampler = samplerOf(painter);
    await sampler.capture(limits);
    const lowered = painter.qualities.at(-1) ?? 0;
    painter.bytesAtBest = 2000;
    for (let index = 0; index < 5; index += 1) await sampler.capture(limits);
    expect(painter.qualities.at(-1)).toBeGreaterThan(lowered);
  });

  it('gives up on a picture that is too heavy even at the lowest quality', async () => {
    await expect(samplerOf(new WeighedPainter(10_000_000)).capture(limits)).resolves.toBeUndefined();
  });

  it('lowers the quality when the server says so, and closes its painter', async () => {
    const painter = new WeighedPainter(1000);
    const sampler = samplerOf(painter);
    await sampler.capture(limits);
    sampler.lowerQuality();
    await sampler.capture(limits);
    expect(painter.qualities[1]).toBeLessThan(painter.qualities[0] ?? 0);
    sampler.close();
    expect([painter.closed, networkClosed]).toEqual([true, true]);
  });

  it('takes smaller, poorer and fewer pictures while the plan asks for that', async () => {
    const painter = new WeighedPainter(1000);
    const sampler = samplerOf(painter);
    await sampler.capture(limits);
    expect(sampler.paceFor(8)).toBe(8);
    battery.level.value = 'low';
    await sampler.capture(limits);
    expect(painter.boxes).toEqual([
      { width: 320, height: 240 },
      { width: 192, height: 144 },
    ]);
    expect(painter.qualities).toEqual([0.8, 0.55]);
    expect(sampler.paceFor(8)).toBe(5);
    expect(sampler.paceFor(3)).toBe(3);
    battery.level.value = 'empty';
    expect(sampler.sparing.value).toBe('battery');
  });

  it('gives nothing while the camera has no size yet', async () => {
    const painter = new WeighedPainter(1000);
    painter.picture = undefined;
    await expect(samplerOf(painter).capture(limits)).resolves.toBeUndefined();
    expect(painter.boxes).toEqual([]);
  });

  it('draws the surroundings of a small face, and says which part of the picture they are', async () => {
    const painter = new WeighedPainter(1000);
    const sampler = samplerOf(painter);
    for (let at = 0; at <= 2000; at += 125) {
      await sampler.capture(limits);
      const face = { left: 0.5, top: 0.4, width: 0.06, height: 0.1 };
      sampler.learn({ at, encoding: 5, travelling: 10, dropped: false, asked: 8, face });
    }
    const frame = await sampler.capture(limits);
    expect(painter.parts[0]).toBeUndefined();
    expect(frame?.part?.height).toBeCloseTo(0.5);
    expect(painter.parts.at(-1)).toEqual(frame?.part);
    battery.level.value = 'low';
    await sampler.capture(limits);
    expect(painter.boxes.at(-1)).toEqual({ width: 256, height: 192 });
  });

  it('draws the whole picture for a server that does not say where faces are', async () => {
    const painter = new WeighedPainter(1000);
    const sampler = samplerOf(painter);
    for (let at = 0; at <= 20_000; at += 125) {
      await sampler.capture(limits);
      sampler.learn({ at, encoding: 5, travelling: 10, dropped: false, asked: 8, face: undefined });
    }
    expect(new Set(painter.parts)).toEqual(new Set([undefined]));
  });

  it('lowers the quality further where even a poor picture is too heavy', async () => {
    battery.level.value = 'low';
    const painter = new WeighedPainter(30_000);
    const frame = await samplerOf(painter).capture(limits);
    expect(frame?.jpeg.byteLength).toBeLessThanOrEqual(limits.maxFrameBytes);
    expect(painter.qualities.map((quality) => quality.toFixed(2))).toEqual(['0.55', '0.41', '0.31']);
  });
});
