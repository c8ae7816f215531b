import { CONTACT_LAG_STEPS, type StepJudgement } from './models/step-judgement';
import type { SeenEvent } from './motion-update';
import { STEP_MS } from './steps/step-clock';
import type { StepWindow } from './steps/step-window';

/** A peak of the contact's probability is one when nothing higher follows for so long, ms. */
const PEAK_HELD_MS = 375;

/** Nobody takes the next bite or sip sooner, ms from contact to contact. */
const SHORTEST_PAUSE_MS = 1500;

/** Before a contact so many steps must have been seen: what was at the mouth before watching began is not counted. */
const SEEN_BEFORE_STEPS = 4;

/** What is at the mouth has left it below this probability. */
const HELD_ABOVE = 0.4;

/** A contact that lasts longer is told all the same, its end then, ms: who drinks for long has drunk. */
const LONGEST_WAIT_MS = 2500;

/** So long after something came to the mouth it is known whether that was a contact, ms. */
const DECIDED_AFTER_MS = CONTACT_LAG_STEPS * STEP_MS + PEAK_HELD_MS;

/** A hand that approaches comes from beyond this, face widths, within so many steps. */
const APPROACH_FROM = 1.2;
const LONGEST_APPROACH_STEPS = 16;

/** A hand approaches when it has come nearer by this, face widths: less is a hand at rest. */
const APPROACHED_BY = 0.3;

interface Contact {
  readonly at: number;
  readonly probability: number;
  readonly bite: number;
  readonly sip: number;
  /** Whether it began while it was watched. */
  readonly isSeen: boolean;
  readonly beganAt: number;
}

/** Makes bites and sips with begin, contact and end of probabilities at every step. */
export class IntakeDecoder {
  private peak: Contact | null = null;
  private waiting: Contact | null = null;
  private lastContactAt = -Infinity;
  private steps = 0;
  private heldAt = -Infinity;
  private heldSince = -Infinity;
  private isUndecided = false;

  /** Whether a bite or sip has begun of which it is not known yet what it is, or which has not been told yet. */
  get underWay(): boolean {
    return this.peak?.isSeen === true || this.waiting !== null || this.isUndecided;
  }

  /**
   * Takes what the model says of the newest step.
   * @param at when the step is, ms
   * @param beginOf when the hand set out for a contact that began {@link CONTACT_LAG_STEPS} ago
   * @param threshold how likely a contact must be to count, 0 to 1
   * @returns bites and sips that ended with it
   */
  step(at: number, { contact, holding }: StepJudgement, beginOf: () => number, threshold: number): SeenEvent[] {
    this.steps += 1;
    this.followHold(at, holding.bite + holding.sip >= HELD_ABOVE);
    const probability = contact.bite + contact.sip;
    const contactAt = at - CONTACT_LAG_STEPS * STEP_MS;
    const isSeen = this.steps > CONTACT_LAG_STEPS + SEEN_BEFORE_STEPS;
    const isFree = contactAt - this.lastContactAt >= SHORTEST_PAUSE_MS;
    if (isFree && probability >= threshold && probability > (this.peak?.probability ?? 0)) {
      this.peak = { at: contactAt, probability, bite: contact.bite, sip: contact.sip, isSeen, beganAt: beginOf() };
    }
    const events: SeenEvent[] = [];
    if (this.peak && contactAt - this.peak.at >= PEAK_HELD_MS) {
      if (this.waiting) events.push(this.tell(this.waiting, at));
      this.waiting = this.peak.isSeen ? this.peak : null;
      this.lastContactAt = this.peak.at;
      this.peak = null;
    }
    if (this.waiting && (this.heldAt < at || at - this.waiting.at >= LONGEST_WAIT_MS)) {
      events.push(this.tell(this.waiting, at));
      this.waiting = null;
    }
    return events;
  }

  /** Forgets what it saw. */
  clear(): void {
    this.peak = null;
    this.waiting = null;
    this.lastContactAt = -Infinity;
    this.steps = 0;
    this.heldAt = -Infinity;
    this.heldSince = -Infinity;
    this.isUndecided = false;
  }

  private followHold(at: number, isHeld: boolean): void {
    const begins = isHeld && this.heldAt < at - STEP_MS;
    if (begins && this.steps > SEEN_BEFORE_STEPS) this.heldSince = at;
    if (isHeld) this.heldAt = at;
    this.isUndecided = at - this.heldSince < DECIDED_AFTER_MS;
  }

  private tell({ at: contactAt, probability, bite, sip, beganAt }: Contact, at: number): SeenEvent {
    const endedAt = Math.min(Math.max(this.heldAt, contactAt) + STEP_MS, at);
    return {
      kind: sip > bite ? 'sip' : 'bite',
      beganAt: Math.round(beganAt),
      contactAt: Math.round(contactAt),
      endedAt: Math.round(endedAt),
      confidence: Math.min(probability, 1),
    };
  }
}

/** When the hand set out for a contact that began {@link CONTACT_LAG_STEPS} ago: it was last far away then. */
export function approachBegin(window: StepWindow, at: number): number {
  for (let ago = CONTACT_LAG_STEPS + 1; ago < CONTACT_LAG_STEPS + LONGEST_APPROACH_STEPS; ago += 1) {
    const isKnown = ago < window.length;
    if (!isKnown || window.at('reach', ago) >= APPROACH_FROM) return at - ago * STEP_MS;
  }
  return at - (CONTACT_LAG_STEPS + LONGEST_APPROACH_STEPS) * STEP_MS;
}

/** Whether a hand is on its way to the mouth, or came there just now. */
export function isApproaching(window: StepWindow): boolean {
  const now = window.at('reach', 0);
  const farthest = Math.max(...window.last('reach', LONGEST_APPROACH_STEPS).filter(Number.isFinite));
  return now < APPROACH_FROM && farthest >= APPROACH_FROM && farthest - now >= APPROACHED_BY;
}
