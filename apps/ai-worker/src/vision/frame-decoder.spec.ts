import sharp from 'sharp';
import { decodeFrame } from './frame-decoder';
import { FACING_CAMERA, jpegOf } from '@bapsang/recognition/testing/pictures.spec-support';

const MAX_PIXELS = 320 * 240;

function plainJpeg(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#c04020' } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** The JPEG with another size in its header (the SOF0 segment). */
function withAnnouncedSize(jpeg: Buffer, width: number, height: number): Buffer {
  const patched = Buffer.from(jpeg);
  const header = patched.indexOf(Buffer.from([0xff, 0xc0]));
  patched.writeUInt16BE(height, header + 5);
  patched.writeUInt16BE(width, header + 7);
  return patched;
}

describe('decodeFrame', () => {
  it('gives RGB pixels row by row', async () => {
    const pixels = await decodeFrame(await plainJpeg(64, 48), MAX_PIXELS);
    expect(pixels).toMatchObject({ width: 64, height: 48 });
    expect(pixels.data).toHaveLength(64 * 48 * 3);
    const [red = 0, green = 0, blue = 0] = pixels.data;
    expect(Math.abs(red - 0xc0)).toBeLessThan(6);
    expect(Math.abs(green - 0x40)).toBeLessThan(6);
    expect(Math.abs(blue - 0x20)).toBeLessThan(6);
  });

  it('gives three channels for a grey JPEG', async () => {
    const grey = await sharp(await plainJpeg(32, 32))
      .greyscale()
      .jpeg()
      .toBuffer();
    expect((await decodeFrame(grey, MAX_PIXELS)).data).toHaveLength(32 * 32 * 3);
  });

  it('takes a frame that has just as many pixels as allowed', async () => {
    await expect(decodeFrame(await plainJpeg(320, 240), MAX_PIXELS)).resolves.toMatchObject({ width: 320 });
  });

  it('refuses one row more', async () => {
    await expect(decodeFrame(await plainJpeg(320, 241), MAX_PIXELS)).rejects.toMatchObject({
      code: 'frame_too_many_pixels',
    });
  });

  it('refuses a small file that announces 20,000 x 20,000 pixels without decoding it', async () => {
    const bomb = withAnnouncedSize(await plainJpeg(16, 16), 20_000, 20_000);
    const before = process.memoryUsage().rss;
    await expect(decodeFrame(bomb, MAX_PIXELS)).rejects.toMatchObject({ code: 'frame_too_many_pixels' });
    // Its pixels would take 1.2 GB.
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it.each(['png', 'webp'] as const)('refuses a %s', async (format) => {
    const other = await sharp(await plainJpeg(16, 16))
      .toFormat(format)
      .toBuffer();
    await expect(decodeFrame(other, MAX_PIXELS)).rejects.toMatchObject({ code: 'frame_invalid' });
  });

  it('refuses what only begins like a JPEG', async () => {
    const rubbish = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]);
    await expect(decodeFrame(rubbish, MAX_PIXELS)).rejects.toMatchObject({ code: 'frame_invalid' });
  });

  it('refuses nothing at all', async () => {
    await expect(decodeFrame(new Uint8Array(0), MAX_PIXELS)).rejects.toMatchObject({ code: 'frame_invalid' });
  });

  it.each([0.1, 0.5, 0.9])('refuses a JPEG of which only the first %d has arrived', async (share) => {
    const jpeg = await jpegOf(FACING_CAMERA);
    const cut = jpeg.subarray(0, Math.floor(jpeg.length * share));
    await expect(decodeFrame(cut, MAX_PIXELS)).rejects.toMatchObject({ code: 'frame_invalid' });
  });

  it('refuses a JPEG that announces more than it holds', async () => {
    const taller = withAnnouncedSize(await plainJpeg(64, 64), 64, 640);
    await expect(decodeFrame(taller, MAX_PIXELS)).rejects.toMatchObject({ code: 'frame_invalid' });
  });
});
