import type { PicturePart } from '@bapsang/shared';
import fc from 'fast-check';
import { FaceCrop } from './face-crop';

const FRAME = 125;
const PICTURE = { width: 640, height: 480 };
const WHOLE: PicturePart = { left: 0, top: 0, width: 1, height: 1 };

/** A face of a size, with its middle at a place of the picture. */
function faceAt(x: number, y: number, size = 0.1): PicturePart {
  return { left: x - size / 2, top: y - size / 2, width: size, height: size };
}

/** Where a face of the picture is in a part of it; null where it is not whole inside. */
function seenIn(face: PicturePart, part: PicturePart): PicturePart | null {
  const left = (face.left - part.left) / part.width;
  const top = (face.top - part.top) / part.height;
  const [width, height] = [face.width / part.width, face.height / part.height];
  return left < 0 || top < 0 || left + width > 1 || top + height > 1 ? null : { left, top, width, height };
}

/** A page that sends frame after frame of a face that is where a test says. */
class Watched {
  readonly crop = new FaceCrop();
  readonly shown: { readonly at: number; readonly part: PicturePart | undefined; readonly found: boolean }[] = [];
  now = 0;

  /** @param face where it is in the picture; null where nobody can see it */
  frame(face: PicturePart | null, picture = PICTURE): PicturePart | undefined {
    const part = this.crop.next(picture);
    const found = face && seenIn(face, part ?? WHOLE);
    this.shown.push({ at: this.now, part, found: found !== null });
    this.crop.take({ at: this.now, face: found });
    this.now += FRAME;
    return part;
  }

  run(duration: number, face: PicturePart | null): PicturePart | undefined {
    let part: PicturePart | undefined;
    for (const end = this.now + duration; this.now < end;) part = this.frame(face);
    return part;
  }

  /** The different crops of the frames so far, in their order, and when each began. */
  get crops(): { readonly at: number; readonly part: PicturePart }[] {
    const crops: { at: number; part: PicturePart }[] = [];
    for (const { at, part } of this.shown) if (part && part !== crops.at(-1)?.part) crops.push({ at, part });
    return crops;
  }
}

describe('FaceCrop', () => {
  it('shows the whole picture while the face is large enough', () => {
    const watched = new Watched();
    watched.run(60_000, faceAt(0.5, 0.4, 0.25));
    expect(watched.crops).toEqual([]);
  });

  it('shows the surroundings of a small face after a second and a half, and stays there', () => {
    const watched = new Watched();
    watched.run(60_000, faceAt(0.7, 0.4, 0.08));
    expect(watched.crops).toHaveLength(1);
    const [{ at, part } = { at: 0, part: WHOLE }] = watched.crops;
    expect(at).toBeGreaterThanOrEqual(1500);
    expect(at).toBeLessThan(2000);
    expect(part.height).toBeCloseTo(0.4, 2);
    expect(seenIn(faceAt(0.7, 0.4, 0.08), part)).not.toBeNull();
  });

  it('crops to a small face that is found in every second frame only', () => {
    const watched = new Watched();
    for (let index = 0; index < 16; index += 1) watched.frame(index % 2 === 0 ? faceAt(0.5, 0.4) : null);
    expect(watched.crops).not.toEqual([]);
  });

  it('looks at the whole picture for one frame every four seconds, for somebody else may have sat down', () => {
    const watched = new Watched();
    watched.run(2500, faceAt(0.5, 0.4));
    const before = watched.shown.length;
    watched.run(40_000, faceAt(0.5, 0.4));
    const whole = watched.shown.slice(before).filter(({ part }) => !part);
    expect(whole.length).toBeGreaterThanOrEqual(8);
    expect(whole.length).toBeLessThanOrEqual(10);
  });

  it('keeps the crop where a glance at the whole picture misses a face that is tiny in it', () => {
    const watched = new Watched();
    const face = faceAt(0.5, 0.4);
    watched.run(2500, face);
    for (let index = 0; index < 200; index += 1) {
      const part = watched.crop.next(PICTURE);
      watched.crop.take({ at: (watched.now += FRAME), face: part ? seenIn(face, part) : null });
    }
    expect(watched.crop.next(PICTURE) ?? watched.frame(face)).toBeDefined();
    expect(watched.crops.length).toBeLessThanOrEqual(2);
  });

  it('shows the whole picture with the next frame when the face is lost, and no crop any more after two and a half seconds', () => {
    const watched = new Watched();
    watched.run(3000, faceAt(0.5, 0.4));
    const before = watched.shown.length;
    watched.run(2500, null);
    const lost = watched.shown.slice(before).map(({ part }) => part !== undefined);
    expect(lost.slice(0, 5)).toEqual([true, false, true, false, true]);
    const [crop] = watched.crops;
    const after = watched.shown.length;
    watched.run(10_000, null);
    expect(watched.shown.slice(after + 2).map(({ part }) => part)).not.toContain(crop?.part);
  });

  it('goes on with the same crop when the face is back in its place', () => {
    const watched = new Watched();
    watched.run(3000, faceAt(0.5, 0.4));
    const [crop] = watched.crops;
    watched.run(1000, null);
    watched.run(1000, faceAt(0.5, 0.4));
    expect(new Set(watched.crops.map(({ part }) => part))).toEqual(new Set([crop?.part]));
  });

  it('goes on with the whole picture when the face has come near', () => {
    const watched = new Watched();
    watched.run(3000, faceAt(0.5, 0.4));
    watched.run(8000, faceAt(0.5, 0.4, 0.3));
    expect(watched.shown.at(-1)?.part).toBeUndefined();
    expect(watched.shown.at(-1)?.found).toBe(true);
  });

  it('begins anew with another camera', () => {
    const watched = new Watched();
    watched.run(3000, faceAt(0.5, 0.4));
    expect(watched.frame(null, { width: 1280, height: 720 })).toBeUndefined();
  });

  it('looks at parts of the picture in turn where no face is found, and crops at once to one that is found there', () => {
    const watched = new Watched();
    watched.run(2400, null);
    expect(watched.crops).toEqual([]);
    watched.run(6200, null);
    expect(new Set(watched.crops.map(({ part }) => part)).size).toBe(6);
    expect(watched.shown.slice(-8).filter(({ part }) => !part)).toHaveLength(2);
    // A face that only the parts show.
    for (let index = 0; index < 100; index += 1) {
      const part = watched.crop.next(PICTURE);
      watched.crop.take({ at: (watched.now += FRAME), face: part ? seenIn(faceAt(0.3, 0.3, 0.05), part) : null });
    }
    expect(watched.crop.next(PICTURE)?.height ?? watched.run(FRAME, faceAt(0.3, 0.3, 0.05))?.height).toBeCloseTo(0.25);
  });

  it('leaves the whole picture alone for long where a large face is hidden or turned away', () => {
    const watched = new Watched();
    watched.run(3000, faceAt(0.5, 0.4, 0.4));
    watched.run(19_000, null);
    expect(watched.crops).toEqual([]);
  });

  it('does not lose a small face that wanders, and changes the crop seldom', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -10, max: 10 })), {
          minLength: 20,
          maxLength: 60,
        }),
        (ways) => {
          const watched = new Watched();
          watched.run(3000, faceAt(0.5, 0.5, 0.08));
          const before = watched.shown.length;
          let [x, y] = [0.5, 0.5];
          for (const [across, down] of ways) {
            for (let frame = 0; frame < 8; frame += 1) {
              // At most a sixth of the picture a second.
              x = Math.min(0.95, Math.max(0.05, x + across / 480));
              y = Math.min(0.95, Math.max(0.05, y + down / 480));
              watched.frame(faceAt(x, y, 0.08));
            }
          }
          expect(watched.shown.slice(before).every(({ found }) => found)).toBe(true);
          expect(watched.crops.length).toBeLessThanOrEqual(3 + 2 * ways.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives only parts that lie in the picture, whatever it is told', () => {
    const faces = fc.option(
      fc.record({
        left: fc.double({ min: 0, max: 0.9, noNaN: true }),
        top: fc.double({ min: 0, max: 0.9, noNaN: true }),
        width: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
        height: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(fc.array(faces, { maxLength: 200 }), (told) => {
        const crop = new FaceCrop();
        let misses = 0;
        let showedWhole = 0;
        told.forEach((face, index) => {
          const part = crop.next(PICTURE) ?? WHOLE;
          expect(part.left + part.width).toBeLessThanOrEqual(1);
          expect(part.top + part.height).toBeLessThanOrEqual(1);
          expect(Math.min(part.left, part.top)).toBeGreaterThanOrEqual(0);
          expect(Math.min(part.width, part.height)).toBeGreaterThan(0.01);
          crop.take({ at: index * FRAME, face });
          misses = face ? 0 : misses + 1;
          showedWhole = part === WHOLE ? index : showedWhole;
          if (misses >= 3 && misses * FRAME < 2500) expect(index - showedWhole).toBeLessThan(2);
        });
      }),
    );
  });
});
