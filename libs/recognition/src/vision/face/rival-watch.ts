import type { Box } from '../image/box';
import type { Pixels } from '../pixels';
import { weightOf } from './choose-face';
import type { DetectedFace } from './face-detector';

/** A face that weighs so many times as much as the one that is followed is rather the participant's. */
const RIVAL_WEIGHT = 2;
/** ... when it was so at so many looks in a row, about two seconds apart: not somebody who passes in front. */
const RIVAL_LOOKS = 3;

/**
 * Notices that the face that is followed is not the participant's: a poster that was there before anybody sat down, or
 * whoever walked through and was taken for the participant.
 */
export class RivalWatch {
  private looks = 0;

  /**
   * Takes what a look at the whole frame showed.
   * @param others the faces of the frame, without the one that is followed
   * @param followed where the face is that is followed
   * @returns the face to follow from now on, if it is another one
   */
  update(others: readonly DetectedFace[], followed: Box, frame: Omit<Pixels, 'data'>): DetectedFace | undefined {
    const least = RIVAL_WEIGHT * weightOf(followed, frame);
    const [rival] = others
      .filter(({ box }) => weightOf(box, frame) >= least)
      .sort((one, other) => weightOf(other.box, frame) - weightOf(one.box, frame));
    this.looks = rival ? this.looks + 1 : 0;
    if (this.looks < RIVAL_LOOKS) return undefined;
    this.looks = 0;
    return rival;
  }
}
