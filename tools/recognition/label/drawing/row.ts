/** A part of the time of a clip and where on the picture it lies. */
export interface Row {
  /** ms */
  readonly from: number;
  readonly to: number;
  /** Pixels from the left edge of the picture. */
  readonly left: number;
  readonly width: number;
}

/** Where a moment lies; moments outside are put to the edge. */
export function xOf({ from, to, left, width }: Row, at: number): number {
  const share = (Math.min(Math.max(at, from), to) - from) / (to - from);
  return left + share * width;
}

/** Whether any of a while lies in a row. */
export const isInRow = ({ from, to }: Row, begin: number, end: number): boolean => begin < to && end >= from;

/** A strip of the picture that shows one thing over time. */
export interface Lane {
  /** Stands at its left. */
  readonly name: string;
  /** Stands small beneath the name. */
  readonly remarks: readonly string[];
  /** Pixels. */
  readonly height: number;
  /** Draws a row of it, its upper edge at y = 0. */
  draw(row: Row): string;
}
