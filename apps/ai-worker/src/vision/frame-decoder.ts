import { ApplicationError } from '@bapsang/shared';
import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '@bapsang/recognition/vision/pixels';

// Frames are all different, and one process per core does the work: libvips' cache and threads would only cost memory.
sharp.cache(false);
sharp.concurrency(1);

/** Start-of-image marker and the first byte of the next marker. */
const JPEG_MAGIC = [0xff, 0xd8, 0xff] as const;

function invalid(what: string, cause?: unknown): ApplicationError {
  return new ApplicationError('frame_invalid', `The frame ${what}. Send a complete baseline JPEG.`, { cause });
}

/** Reads the header only, so that a huge picture is refused before a single pixel is decoded. */
async function checkHeader(image: Sharp, maxPixels: number): Promise<void> {
  const { format, width, height } = await image.metadata().catch((error: unknown) => {
    throw invalid('has no readable JPEG header', error);
  });
  if (format !== 'jpeg') throw invalid('is not a JPEG');
  if (width * height > maxPixels) {
    throw new ApplicationError(
      'frame_too_many_pixels',
      `The frame has ${width} x ${height} pixels, more than the ${maxPixels} allowed. Send a smaller picture.`,
    );
  }
}

/**
 * Decodes a frame.
 * @param jpeg the bytes of one JPEG
 * @param maxPixels the most pixels (width times height) that are decoded
 * @returns the picture as RGB, whatever the JPEG's own colour space
 * @throws ApplicationError `frame_invalid` when the bytes are not a JPEG or it is damaged or cut short,
 *   `frame_too_many_pixels` when its header announces more than `maxPixels`
 */
export async function decodeFrame(jpeg: Uint8Array, maxPixels: number): Promise<Pixels> {
  if (!JPEG_MAGIC.every((byte, index) => jpeg[index] === byte)) throw invalid('is not a JPEG');
  // The limit on pixels is checked here and not by sharp, whose refusal looks like any other failure.
  const image = sharp(jpeg, { failOn: 'warning', limitInputPixels: false });
  await checkHeader(image, maxPixels);
  const { data, info } = await image
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw invalid('is damaged or cut short', error);
    });
  return { data, width: info.width, height: info.height };
}
