import sharp from 'sharp';

/** Turns a drawing into a PNG on white. */
export async function drawPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).png({ compressionLevel: 9 }).toBuffer();
}
