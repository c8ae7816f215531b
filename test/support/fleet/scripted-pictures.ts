import type { Camera, Picture } from '../../../tools/load/camera';
import type { Random } from '../../../tools/openvidu-fuzz/random';
import sharp from 'sharp';

/** Small, because what is tested is not the decoder; a JPEG all the same. */
const SIZE = { width: 32, height: 24 } as const;

/** Levels of grey that scripted-inference.cjs tells apart. */
const GREY = { resting: 20, underWay: 120, ended: 235 } as const;

/** What participants of a fleet show. */
export interface ScriptedPictures {
  readonly resting: Uint8Array;
  /** A bite goes on. */
  readonly underWay: Uint8Array;
  /** A bite ends. */
  readonly ended: Uint8Array;
}

/** Encodes them. */
export async function scriptedPictures(): Promise<ScriptedPictures> {
  const encode = (level: number): Promise<Uint8Array> => {
    const background = { r: level, g: level, b: level };
    return sharp({ create: { ...SIZE, channels: 3, background } })
      .jpeg()
      .toBuffer();
  };
  const [resting, underWay, ended] = await Promise.all([GREY.resting, GREY.underWay, GREY.ended].map(encode));
  if (!resting || !underWay || !ended) throw new Error('The pictures could not be encoded.');
  return { resting, underWay, ended };
}

/** How somebody eats, in frames. */
export interface EatingHabit {
  /** How likely it is that a bite begins with a frame, 0 to 1. */
  readonly biteChance: number;
  /** In how many frames a bite is under way before the one with which it ends. */
  readonly framesUnderWay: number;
}

/** About a bite every eight frames, each of them seen in three. */
export const USUAL_HABIT: EatingHabit = { biteChance: 0.17, framesUnderWay: 2 };

/** A camera before somebody who eats as chance wants it, so that a seed repeats it. */
export class EatingCamera implements Camera {
  private left = 0;
  private isSated = false;

  constructor(
    private readonly pictures: ScriptedPictures,
    private readonly random: Random,
    private readonly habit: EatingHabit = USUAL_HABIT,
  ) {}

  /** Whether a bite is under way. */
  get isEating(): boolean {
    return this.left > 0;
  }

  /** Begins no bite any more; one that is under way is finished. */
  stop(): void {
    this.isSated = true;
  }

  next(): Picture {
    const { resting, underWay, ended } = this.pictures;
    if (this.left === 0) {
      if (this.isSated || !this.random.chance(this.habit.biteChance)) return { jpeg: resting };
      this.left = this.habit.framesUnderWay + 1;
    }
    this.left -= 1;
    return this.left === 0 ? { jpeg: ended, bite: 'ends' } : { jpeg: underWay, bite: 'under way' };
  }
}
