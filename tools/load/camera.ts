/** A picture of a participant's camera. */
export interface Picture {
  /** An encoded picture. */
  readonly jpeg: Uint8Array;
  /** Where the participant acts a bite: it goes on in this picture, or ends with it. */
  readonly bite?: 'under way' | 'ends';
}

/** What stands in for the camera of a synthetic participant. */
export interface Camera {
  /** The next picture; a participant asks for one at a time, at the pace of the acknowledgements. */
  next(): Picture;
}

/** Shows the same pictures over and over. */
export class PictureLoop implements Camera {
  private shown = 0;

  /** @param pictures at least one, encoded */
  constructor(private readonly pictures: readonly Uint8Array[]) {
    if (pictures.length === 0) throw new RangeError('A camera needs at least one picture.');
  }

  next(): Picture {
    const jpeg = this.pictures[this.shown++ % this.pictures.length];
    if (!jpeg) throw new RangeError('A camera needs at least one picture.');
    return { jpeg };
  }
}
