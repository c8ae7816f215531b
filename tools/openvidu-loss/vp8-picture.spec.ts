import { readVp8Picture, withPictureId } from './vp8-picture';

/** X and S set, I set, picture id 0x1234 in 15 bits, then the first byte of a frame: bit 0 clear means keyframe. */
const KEYFRAME = Buffer.from([0x90, 0x80, 0x92, 0x34, 0x10, 0x02]);
const DELTA = Buffer.from([0x90, 0x80, 0x92, 0x35, 0x11, 0x02]);

describe('a VP8 payload', () => {
  it('tells where a keyframe starts', () => {
    expect(readVp8Picture(KEYFRAME)).toEqual({ startsKeyframe: true, hasLongId: true, hasLayers: false });
    expect(readVp8Picture(DELTA).startsKeyframe).toBe(false);
  });

  it('is no start where it continues a frame, whatever its bytes are', () => {
    expect(readVp8Picture(Buffer.from([0x80, 0x80, 0x92, 0x34, 0x10])).startsKeyframe).toBe(false);
  });

  it('tells short picture ids, temporal layers and a bare descriptor', () => {
    expect(readVp8Picture(Buffer.from([0x90, 0xe0, 0x12, 0x01, 0x40, 0x10]))).toEqual({
      startsKeyframe: true,
      hasLongId: false,
      hasLayers: true,
    });
    expect(readVp8Picture(Buffer.from([0x10, 0x10]))).toEqual({
      startsKeyframe: true,
      hasLongId: false,
      hasLayers: false,
    });
    expect(readVp8Picture(Buffer.alloc(0)).startsKeyframe).toBe(false);
  });

  it('takes another picture id, everything else and the original unchanged', () => {
    expect(withPictureId(KEYFRAME, 0x8001)).toEqual(Buffer.from([0x90, 0x80, 0x80, 0x01, 0x10, 0x02]));
    expect(KEYFRAME[2]).toBe(0x92);
    expect(() => withPictureId(Buffer.from([0x10, 0x10]), 5)).toThrow(RangeError);
  });
});
