import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What the index of a set says of one sequence; every set has fields of its own besides. */
export interface SetSequence {
  readonly label?: string;
  readonly source?: string;
  readonly subject?: number;
  readonly take?: number;
  readonly clip?: string;
  readonly fps?: number;
  readonly width?: number;
  readonly height?: number;
  /** '1' for each frame in which the face was seen. */
  readonly seen?: string;
  /** One label for all, or [from, to, label] in seconds. */
  readonly segments?: string | readonly (readonly [number, number, string])[];
  /** One label per frame. */
  readonly keys?: readonly string[];
  readonly frames: number;
  readonly offset: number;
}

interface SetIndex {
  readonly points: readonly string[];
  readonly dims: readonly string[];
  readonly scale: number;
  readonly sequences: readonly SetSequence[];
}

/** One point in space, in the units of its set. */
export interface SpacePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A set of the shared data: NAME.json and NAME.i16.gz. */
export class LandmarkSet {
  private readonly indices: ReadonlyMap<string, number>;

  private constructor(
    private readonly index: SetIndex,
    private readonly values: Int16Array,
  ) {
    this.indices = new Map(index.points.map((name, position) => [name, position]));
  }

  /** @param folder the folder `recognition` of the shared data */
  static read(folder: string, name: string): LandmarkSet {
    const index = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as SetIndex;
    const bytes = gunzipSync(readFileSync(join(folder, `${name}.i16.gz`)));
    return new LandmarkSet(index, new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2));
  }

  get sequences(): readonly SetSequence[] {
    return this.index.sequences;
  }

  /**
   * A point in one frame of a sequence.
   * @throws Error when the set has no such point
   */
  point({ offset }: SetSequence, frame: number, name: string): SpacePoint {
    const { points, dims, scale } = this.index;
    const position = this.indices.get(name);
    if (position === undefined) throw new Error(`The set has no point ${name}.`);
    const at = offset + (frame * points.length + position) * dims.length;
    const value = (dimension: number): number => (this.values[at + dimension] ?? 0) / scale;
    return { x: value(0), y: value(1), z: value(2) };
  }
}

/** In these sets a point that was not seen is all zero. */
export const isSeen = ({ x, y, z }: SpacePoint): boolean => x !== 0 || y !== 0 || z !== 0;
