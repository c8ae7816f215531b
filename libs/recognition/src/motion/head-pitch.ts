import type { FaceMeasures } from './face-geometry';
import { RestingLevel } from './resting-level';

/** Eyes to nose in face widths: level heads on real clips have 0.23 to 0.43, heads that drain a glass 0.12 to 0.16. */
const BACK_BELOW = 0.2;

/** And so much less than this person before, because cameras stand high and low. */
const BACK_BY = 0.06;

/** How long the usual pitch of a person is remembered, ms. */
const MEMORY_MS = 4000;

/** Tells whether a head is pitched back, compared with how this person usually holds it. */
export class HeadPitch {
  private readonly usual = new RestingLevel(MEMORY_MS);
  private back = false;

  /** Whether the head is back. */
  get isBack(): boolean {
    return this.back;
  }

  /** Takes the face of the next frame; while a hand is at the mouth, the usual pitch is not learnt. */
  update(at: number, { eyesToNose }: FaceMeasures, isHandAtMouth: boolean): void {
    const usual = this.usual.value ?? eyesToNose;
    this.back = eyesToNose < BACK_BELOW && usual - eyesToNose >= BACK_BY;
    if (isHandAtMouth) this.usual.skip(at);
    else this.usual.add(at, eyesToNose);
  }
}
