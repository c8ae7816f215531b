import { type FramePainter, FrameSampler } from './frame-sampler';

/** A camera whose JPEGs weigh a fixed number of bytes times their quality. */
class WeighedPainter implements FramePainter {
  readonly qualities: number[] = [];
  capturedAt: number | undefined = 1234;
  closed = false;

  constructor(public bytesAtBest: number) {}

  draw(): number | undefined {
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
  it('gives a frame with the moment at which it was taken', async () => {
    const frame = await new FrameSampler(new WeighedPainter(1000)).capture(limits);
    expect(frame).toMatchObject({ capturedAt: 1234 });
    expect(frame?.jpeg.byteLength).toBe(800);
  });

  it('gives nothing, and encodes nothing, while the camera has no picture', async () => {
    const painter = new WeighedPainter(1000);
    painter.capturedAt = undefined;
    await expect(new FrameSampler(painter).capture(limits)).resolves.toBeUndefined();
    expect(painter.qualities).toEqual([]);
  });

  it('lowers the quality until a frame is light enough, and stays there for the next one', async () => {
    const painter = new WeighedPainter(20_000);
    const sampler = new FrameSampler(painter);
    expect((await sampler.capture(limits))?.jpeg.byteLength).toBeLessThanOrEqual(limits.maxFrameBytes);
    const tried = painter.qualities.length;
    expect(tried).toBeGreaterThan(1);
    await sampler.capture(limits);
    expect(painter.qualities.length).toBe(tried + 1);
  });

  it('raises the quality again when pictures have become simpler', async () => {
    const painter = new WeighedPainter(20_000);
    const sampler = new FrameSampler(painter);
    await sampler.capture(limits);
    const lowered = painter.qualities.at(-1) ?? 0;
    painter.bytesAtBest = 2000;
    for (let index = 0; index < 5; index += 1) await sampler.capture(limits);
    expect(painter.qualities.at(-1)).toBeGreaterThan(lowered);
  });

  it('gives up on a picture that is too heavy even at the lowest quality', async () => {
    await expect(new FrameSampler(new WeighedPainter(10_000_000)).capture(limits)).resolves.toBeUndefined();
  });

  it('lowers the quality when the server says so, and closes its painter', async () => {
    const painter = new WeighedPainter(1000);
    const sampler = new FrameSampler(painter);
    await sampler.capture(limits);
    sampler.lowerQuality();
    await sampler.capture(limits);
    expect(painter.qualities[1]).toBeLessThan(painter.qualities[0] ?? 0);
    sampler.close();
    expect(painter.closed).toBe(true);
  });
});
