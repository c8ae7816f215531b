/**
 * Converts a picture as cameras send it: full brightness, colours at half the size, as ITU-R BT.601 defines them (16 to 235, 16 to
 * 240).
 * @param rgb its pixels, row after row, 3 bytes each
 * @param size px, both even
 * @returns the planes Y, U and V one after the other
 */
export function toYuv420(
  rgb: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Buffer<ArrayBuffer> {
  const pixels = width * height;
  const planes = Buffer.alloc(pixels * 1.5);
  for (let at = 0; at < pixels; at += 1) {
    planes[at] = 16 + 0.257 * (rgb[3 * at] ?? 0) + 0.504 * (rgb[3 * at + 1] ?? 0) + 0.098 * (rgb[3 * at + 2] ?? 0);
  }
  let to = pixels;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const at = 3 * (y * width + x);
      const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
      planes[to] = 128 - 0.148 * red - 0.291 * green + 0.439 * blue;
      planes[to + pixels / 4] = 128 + 0.439 * red - 0.368 * green - 0.071 * blue;
      to += 1;
    }
  }
  return planes;
}
