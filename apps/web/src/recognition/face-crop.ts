import type { PicturePart } from '@bapsang/shared';
import type { Size } from '../layout/best-fit-grid';
import { areaOf, hasRoom, inPicture, regionAround } from './face-region';
import { searchedPart } from './face-search-tour';

/** Only a region smaller than this share of the picture is worth a crop, ... */
const WORTH_AREA = 0.5;
/** ... and the crop ends when the region has become larger than this. */
const WORTHLESS_AREA = 0.65;
/** A face must have been there for so long, ms, before the first crop. */
const SETTLED = 1500;
/** ... in which small faces are missed now and then for so long, ms. */
const FLICKER = 1000;
/** A crop stays for so long, ms, unless the face comes near its edge. */
const LEAST_STAY = 4000;
/** It changes when the region has moved by this share of it, ... */
const MOST_DRIFT = 0.15;
/** ... or has become so much larger or smaller. */
const MOST_GROWTH = 1.3;
/** With less room than that around the face, in sizes of the face, the crop changes at once. */
const LEAST_ROOM = 0.4;
/** For so long after the face was lost, ms, the crop takes turns with the whole picture: the worker looks near it so long. */
const LOYALTY = 2500;
/** While cropped, the whole picture is shown once in so long, ms: somebody else may have sat down. */
const GLANCE_EVERY = 4000;
/** How much of the last face's place counts beside those before: a face that nods is not followed. */
const NEWEST_SHARE = 0.2;

/** What the answer to a frame said. */
export interface SeenFace {
  /** When, ms since the epoch. */
  readonly at: number;
  /** Where the face is in the frame; null where none was found. */
  readonly face: PicturePart | null;
}

/**
 * Decides which part of the camera's picture the next frame shows: all of it, or the surroundings of a face that would be too
 * small otherwise. A crop stays for seconds; a lost face brings the whole picture back with the next frame.
 */
export class FaceCrop {
  #picture: Size = { width: 0, height: 0 };
  #shown: PicturePart | undefined;
  #crop: PicturePart | undefined;
  #croppedAt = 0;
  #glancedAt = 0;
  #glances = false;
  /** The face in the picture, smoothed. */
  #face: PicturePart | undefined;
  #faceSince: number | undefined;
  #lostSince: number | undefined;
  #wasLarge = false;

  /**
   * What the next frame shows.
   * @param picture size of the camera's picture, px; another size is another camera
   * @returns undefined for all of it
   */
  next(picture: Size): PicturePart | undefined {
    if (picture.width !== this.#picture.width || picture.height !== this.#picture.height) this.#forget(picture);
    return this.#shown;
  }

  /** Learns from the answer to the frame that showed what {@link next} said. */
  take({ at, face }: SeenFace): void {
    if (face) this.#see(at, inPicture(face, this.#shown ?? WHOLE), this.#shown !== undefined && !this.#crop);
    // The face may be too small for the whole picture, as which a glance shows it.
    else if (!this.#glances) this.#miss(at);
    this.#shown = this.#choose(at);
  }

  #see(at: number, face: PicturePart, inTour: boolean): void {
    const isBack = this.#lostSince !== undefined || !this.#face;
    this.#face = isBack || !this.#face ? face : between(this.#face, face);
    this.#lostSince = undefined;
    this.#faceSince ??= at;
    const region = regionAround(this.#face, this.#picture);
    const area = areaOf(region);
    this.#wasLarge = area > WORTH_AREA;
    if (!this.#crop) {
      if (area <= WORTH_AREA && (inTour || at - this.#faceSince >= SETTLED)) this.#cropTo(region, at);
    } else if (area > WORTHLESS_AREA) {
      this.#crop = undefined;
    } else if (!hasRoom(face, this.#crop, LEAST_ROOM)) {
      this.#face = face;
      this.#cropTo(regionAround(face, this.#picture), at);
    } else if (at - this.#croppedAt >= LEAST_STAY && hasDrifted(this.#crop, region)) {
      this.#cropTo(region, at);
    }
  }

  #miss(at: number): void {
    this.#lostSince ??= at;
    if (at - this.#lostSince > FLICKER) this.#faceSince = undefined;
    if (at - this.#lostSince > LOYALTY) this.#crop = undefined;
  }

  #choose(at: number): PicturePart | undefined {
    this.#glances = false;
    if (this.#lostSince !== undefined) {
      if (!this.#crop) return searchedPart(at - this.#lostSince, this.#wasLarge);
      return this.#shown ? undefined : this.#crop;
    }
    if (this.#crop && at - this.#glancedAt >= GLANCE_EVERY) {
      this.#glancedAt = at;
      this.#glances = true;
      return undefined;
    }
    return this.#crop;
  }

  #cropTo(region: PicturePart, at: number): void {
    if (!this.#crop) this.#glancedAt = at;
    this.#crop = region;
    this.#croppedAt = at;
  }

  #forget(picture: Size): void {
    this.#picture = { width: picture.width, height: picture.height };
    this.#shown = undefined;
    this.#crop = undefined;
    this.#face = undefined;
    this.#faceSince = undefined;
    this.#lostSince = undefined;
    this.#wasLarge = false;
    this.#glances = false;
  }
}

const WHOLE: PicturePart = { left: 0, top: 0, width: 1, height: 1 };

function between(before: PicturePart, now: PicturePart): PicturePart {
  const mix = (side: keyof PicturePart): number => before[side] + NEWEST_SHARE * (now[side] - before[side]);
  return { left: mix('left'), top: mix('top'), width: mix('width'), height: mix('height') };
}

function hasDrifted(crop: PicturePart, region: PicturePart): boolean {
  const growth = region.height / crop.height;
  const across = Math.abs(region.left + region.width / 2 - crop.left - crop.width / 2) / crop.width;
  const down = Math.abs(region.top + region.height / 2 - crop.top - crop.height / 2) / crop.height;
  return growth > MOST_GROWTH || growth < 1 / MOST_GROWTH || Math.max(across, down) > MOST_DRIFT;
}
