import fc from 'fast-check';
import { viewOf } from '../pixels';
import { plainFrame } from '../../testing/pictures.spec-support';
import { CameraPicture, partOfFrame } from './camera-picture';
import { cropRegion, ZERO_TO_ONE } from './region-crop';
import { wholeFrame } from './region';

const HALF = { left: 0.25, top: 0.5, width: 0.5, height: 0.5 };

describe('CameraPicture', () => {
  it('tells places in the pixels of the first frame, whatever size later frames have', () => {
    const picture = new CameraPicture();
    const first = picture.place(plainFrame(0, 320, 240));
    expect([first.isAnother, viewOf(first.frame)]).toEqual([
      true,
      { left: 0, top: 0, width: 320, height: 240, isWhole: true },
    ]);
    const smaller = picture.place(plainFrame(0, 192, 144));
    expect([smaller.isAnother, viewOf(smaller.frame)]).toEqual([false, viewOf(first.frame)]);
    const part = picture.place(plainFrame(0, 320, 240), HALF);
    expect([part.isAnother, viewOf(part.frame)]).toEqual([
      false,
      { left: 80, top: 120, width: 160, height: 120, isWhole: false },
    ]);
    expect(picture.extent).toEqual({ width: 320, height: 240 });
  });

  it('takes another shape of the picture for another camera, but not a size that was rounded', () => {
    const picture = new CameraPicture();
    picture.place(plainFrame(0, 320, 240));
    expect(picture.place(plainFrame(0, 193, 144)).isAnother).toBe(false);
    expect(picture.place(plainFrame(0, 320, 180)).isAnother).toBe(true);
    expect(picture.place(plainFrame(0, 320, 180)).isAnother).toBe(false);
    // A part of 4:3 of a picture of 16:9.
    expect(picture.place(plainFrame(0, 320, 240), { ...HALF, width: 0.375 }).isAnother).toBe(false);
  });

  it('shows models the same pixels of a region in a part as in the whole picture', () => {
    const whole = { data: Uint8Array.from({ length: 64 * 48 * 3 }, (_, at) => (at * 7) % 251), width: 64, height: 48 };
    const cut = { left: 16, top: 24, width: 32, height: 24 };
    const data = new Uint8Array(cut.width * cut.height * 3);
    for (let row = 0; row < cut.height; row++) {
      const from = ((cut.top + row) * whole.width + cut.left) * 3;
      data.set(whole.data.subarray(from, from + cut.width * 3), row * cut.width * 3);
    }
    const picture = new CameraPicture();
    const all = picture.place(whole).frame;
    const part = picture.place({ data, width: cut.width, height: cut.height }, HALF).frame;
    const region = { centreX: 30.3, centreY: 35.6, width: 14, height: 12, angle: 0.4 };
    const [one, other] = [all, part].map((frame) => cropRegion(frame, region, { width: 9, height: 9 }, ZERO_TO_ONE));
    one!.forEach((value, at) => expect(other![at]).toBeCloseTo(value, 5));
    expect(wholeFrame(part, { width: 1, height: 1 })).toMatchObject({ centreX: 31.5, centreY: 35.5, width: 32 });
  });

  it('says where a box lies in a frame, and cuts off what is outside', () => {
    const picture = new CameraPicture();
    picture.place(plainFrame(0, 320, 240));
    const { frame } = picture.place(plainFrame(0, 320, 240), HALF);
    expect(partOfFrame({ left: 120, top: 150, right: 160, bottom: 180 }, frame)).toEqual({
      left: 0.25,
      top: 0.25,
      width: 0.25,
      height: 0.25,
    });
    expect(partOfFrame({ left: 60, top: 150, right: 160, bottom: 180 }, frame)).toMatchObject({ left: 0, width: 0.5 });
    expect(partOfFrame({ left: 0, top: 0, right: 70, bottom: 80 }, frame)).toBeNull();
  });

  it('gives boxes that are parts of a frame, whatever the part and the box', () => {
    const share = fc.double({ min: 0, max: 0.9, noNaN: true });
    const pixel = fc.integer({ min: -400, max: 800 });
    fc.assert(
      fc.property(share, share, fc.tuple(pixel, pixel, pixel, pixel), (left, top, [x, y, width, height]) => {
        const picture = new CameraPicture();
        const { frame } = picture.place(plainFrame(0, 32, 24), { left, top, width: 0.1, height: 0.1 });
        const box = { left: x, top: y, right: x + Math.abs(width), bottom: y + Math.abs(height) };
        const part = partOfFrame(box, frame);
        if (!part) return;
        expect(Math.min(part.left, part.top)).toBeGreaterThanOrEqual(0);
        expect(part.left + part.width).toBeLessThanOrEqual(1.000001);
        expect(part.top + part.height).toBeLessThanOrEqual(1.000001);
      }),
    );
  });
});
