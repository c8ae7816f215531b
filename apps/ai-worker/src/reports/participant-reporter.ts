import type { MotionReport } from '@bapsang/shared';
import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import { REPORT_EVENTS_MAX, type ReportDraft } from './report-outbox';

/** Whom a report is about. */
export type ReportSubject = Pick<MotionReport, 'mealId' | 'participantId' | 'connectionId'>;

/** A chewing rate that differs less from the one that was reported last is no news, Hz. */
const CHEWING_RATE_CHANGE = 0.25;

/** What a report may say of the chewing rate, Hz. */
const CHEWING_RATE_MIN = 0.5;
const CHEWING_RATE_MAX = 4;

/**
 * Decides what of one participant is worth a report: changes of recognition, motion or chewing rate, and events; never every
 * frame.
 */
export class ParticipantReporter {
  private last: ReportDraft | undefined;
  private lastCapturedAt = 0;

  constructor(readonly subject: ReportSubject) {}

  /** Whether frames of the participant are being looked at, as far as the api has been told. */
  get active(): boolean {
    return this.last?.recognition === 'active';
  }

  /**
   * Takes in what came out of a frame.
   * @param capturedAt when the frame was taken, ms
   * @param model the motion model that saw it, as `name@version`
   * @returns the report to send, or undefined where nothing has changed
   */
  update(update: MotionUpdate, capturedAt: number, model: string): ReportDraft | undefined {
    this.lastCapturedAt = capturedAt;
    const chewingRate = chewingRateOf(update);
    const changed = !this.active || this.last?.motion !== update.motion || this.isNews(chewingRate);
    if (!changed && update.events.length === 0) return undefined;
    return this.remember({
      ...this.subject,
      recognition: 'active',
      motion: update.motion,
      confidence: roundConfidence(update.confidence),
      ...(chewingRate === undefined ? {} : { chewingRate }),
      since: Math.round(update.since),
      capturedAt,
      events: update.events.slice(0, REPORT_EVENTS_MAX).map((event) => ({
        kind: event.kind,
        beganAt: Math.round(event.beganAt),
        contactAt: Math.round(event.contactAt),
        endedAt: Math.round(event.endedAt),
        confidence: roundConfidence(event.confidence),
      })),
      model,
    });
  }

  /**
   * What the api should know, for one that may have forgotten it.
   * @returns the present state without events, or undefined where there is nothing to know
   */
  restate(): ReportDraft | undefined {
    if (!this.last || !this.active) return undefined;
    return { ...this.last, capturedAt: this.lastCapturedAt, events: [] };
  }

  /**
   * No frames come any more.
   * @returns the report that says so, or undefined where the api knows already
   */
  pause(): ReportDraft | undefined {
    if (!this.last || !this.active) return undefined;
    return this.remember({
      ...this.subject,
      recognition: 'paused',
      motion: 'unknown',
      confidence: 0,
      since: this.lastCapturedAt,
      capturedAt: this.lastCapturedAt,
      events: [],
      model: this.last.model,
    });
  }

  /** Whether a rate has become known or has changed; that it is not known for a while is not worth a report. */
  private isNews(chewingRate: number | undefined): boolean {
    if (chewingRate === undefined) return false;
    const told = this.last?.chewingRate;
    return told === undefined || Math.abs(chewingRate - told) >= CHEWING_RATE_CHANGE;
  }

  private remember(report: ReportDraft): ReportDraft {
    this.last = report;
    return report;
  }
}

/** Two decimals within 0 to 1; what is no number counts as not sure at all. */
function roundConfidence(confidence: number): number {
  if (!Number.isFinite(confidence)) return 0;
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100;
}

/** The rate with two decimals, where there is one that the contract allows. */
function chewingRateOf({ motion, chewingRate }: MotionUpdate): number | undefined {
  if (motion !== 'chew' || chewingRate === null) return undefined;
  const rounded = Math.round(chewingRate * 100) / 100;
  return rounded >= CHEWING_RATE_MIN && rounded <= CHEWING_RATE_MAX ? rounded : undefined;
}
