import type { SeenEvent } from './motion-update';

/** What the state machine of the hand sees in one frame. */
export interface HandMoment {
  /** When the frame was taken, ms. */
  readonly at: number;
  /** From the hand to the mouth in face widths; null where no hand is seen. */
  readonly distance: number | null;
  /** Whether the head is pitched back, as for the last of a glass; null where no face is seen. */
  readonly isHeadBack: boolean | null;
}

/** What the hand is doing at the mouth. */
export type HandContact = 'none' | 'bite' | 'drink';

/** What is known of the hand after a frame. */
export interface HandUpdate {
  readonly contact: HandContact;
  /** Whether the hand approaches, touches or leaves, so that a bite or sip may still come of it. */
  readonly underWay: boolean;
  /** Bites and sips that ended with this frame. */
  readonly events: readonly SeenEvent[];
}

/** Distances in face widths (reference figure: contact below 0.35), times in ms. */
export const HAND_LIMITS = {
  /** A hand nearer than this touches the mouth. */
  contact: 0.35,
  /** A hand that touched has left beyond this. */
  left: 0.55,
  /** A hand beyond this is away: bites come from there and go back there. */
  away: 0.8,
  /** With the head back, a hand this near holds a glass or bottle to the mouth... */
  vessel: 0.8,
  /** ...until it is this far. */
  vesselLeft: 1,
  /** From away to the mouth at most: hands that work below the chin drift in slowly. */
  longestApproach: 1500,
  /** From the mouth back to away at most. */
  longestRetreat: 1500,
  /** Shorter contacts are a hand that passes by or a slip of the model. */
  shortestContact: 200,
  /** Longer ones are a hand at rest, a phone, a cigarette. */
  longestBite: 4000,
  longestSip: 8000,
  /** A head back for this long while the hand is there makes it a sip. */
  headBackOfSip: 400,
  /** A hand unseen at the mouth is still there for this long. */
  longestLoss: 700,
} as const;

interface Contact {
  readonly beganAt: number;
  readonly touchedAt: number;
  /** When a face was last seen: a head that comes back into sight pitched back was so while it was hidden. */
  faceAt: number;
  headBackMs: number;
  lostAt: number | null;
  leftAt: number | null;
}

/** Follows a hand from away to the mouth and back, and says when that was a bite or a sip. */
export class HandApproach {
  private awayAt: number | null = null;
  private contact: Contact | null = null;

  /** Whether a hand is at the mouth. */
  get isTouching(): boolean {
    return this.contact?.leftAt === null;
  }

  /** Takes the next moment; moments come in the order of their time. */
  update(moment: HandMoment): HandUpdate {
    const events = this.contact ? this.follow(this.contact, moment) : [];
    if (!this.contact) this.wait(moment);
    const contact = this.contact ? kindOfContact(this.contact, moment.at) : 'none';
    return { contact, underWay: this.isUnderWay(moment), events };
  }

  /** Forgets the hand. */
  clear(): void {
    this.awayAt = null;
    this.contact = null;
  }

  private isUnderWay({ at, distance }: HandMoment): boolean {
    if (this.contact) {
      const { touchedAt, leftAt, lostAt } = this.contact;
      return (leftAt ?? lostAt ?? at) - touchedAt <= HAND_LIMITS.longestSip;
    }
    if (distance === null || this.awayAt === null) return false;
    return distance < HAND_LIMITS.away && at - this.awayAt <= HAND_LIMITS.longestApproach;
  }

  private wait({ at, distance, isHeadBack }: HandMoment): void {
    const isTouching =
      distance !== null && (distance < HAND_LIMITS.contact || (isHeadBack === true && distance < HAND_LIMITS.vessel));
    if (!isTouching) {
      if (distance === null || distance >= HAND_LIMITS.away) this.awayAt = at;
      return;
    }
    if (this.awayAt === null || at - this.awayAt > HAND_LIMITS.longestApproach) return;
    this.contact = { beganAt: this.awayAt, touchedAt: at, faceAt: at, headBackMs: 0, lostAt: null, leftAt: null };
  }

  private follow(contact: Contact, { at, distance, isHeadBack }: HandMoment): SeenEvent[] {
    const isStill =
      distance === null || distance < HAND_LIMITS.left || (isHeadBack === true && distance < HAND_LIMITS.vesselLeft);
    if (isHeadBack && isStill) contact.headBackMs += at - contact.faceAt;
    if (isHeadBack !== null) contact.faceAt = at;
    if (distance === null) contact.lostAt ??= at;
    else contact.lostAt = null;
    if (contact.lostAt !== null && at - contact.lostAt >= HAND_LIMITS.longestLoss) {
      return this.end(contact, contact.leftAt ?? contact.lostAt, at);
    }
    if (distance === null) return [];
    if (isStill) {
      contact.leftAt = null;
      return [];
    }
    contact.leftAt ??= at;
    if (distance >= HAND_LIMITS.away) return this.end(contact, contact.leftAt, at);
    if (at - contact.leftAt > HAND_LIMITS.longestRetreat) this.contact = null;
    return [];
  }

  private end(contact: Contact, endedAt: number, at: number): SeenEvent[] {
    this.contact = null;
    this.awayAt = at;
    const kind = isSip(contact) ? 'sip' : 'bite';
    const duration = endedAt - contact.touchedAt;
    const longest = kind === 'sip' ? HAND_LIMITS.longestSip : HAND_LIMITS.longestBite;
    if (duration < HAND_LIMITS.shortestContact || duration > longest) return [];
    const { beganAt, touchedAt: contactAt } = contact;
    return [{ kind, beganAt, contactAt, endedAt, confidence: confidenceOf(contact, duration) }];
  }
}

const isSip = (contact: Contact): boolean => contact.headBackMs >= HAND_LIMITS.headBackOfSip;

/** What to call a contact that goes on: a head that has been back for half of the time is a drink before it is a sip. */
function kindOfContact(contact: Contact, at: number): HandContact {
  const duration = at - contact.touchedAt;
  const isDrink = isSip(contact) || (contact.headBackMs > 0 && 2 * contact.headBackMs >= duration);
  if (duration > (isDrink ? HAND_LIMITS.longestSip : HAND_LIMITS.longestBite)) return 'none';
  return isDrink ? 'drink' : 'bite';
}

/** A head clearly back is good evidence; a mere contact says more, the less it is a hand that only passes by. */
function confidenceOf(contact: Contact, duration: number): number {
  if (isSip(contact)) return Math.min(0.6 + contact.headBackMs / 5000, 0.9);
  return Math.min(0.5 + (duration - HAND_LIMITS.shortestContact) / 2000, 0.75);
}
