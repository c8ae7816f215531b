import type { MotionReport } from '@bapsang/shared';
import type { MotionUpdate } from '../motion/motion-update';
import { REPORT_EVENTS_MAX, type ReportDraft } from './report-outbox';

/** Whom a report is about. */
export type ReportSubject = Pick<MotionReport, 'mealId' | 'participantId' | 'connectionId'>;

/** Decides what of one participant is worth a report: changes of recognition or motion, and events; never every frame. */
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
   * @returns the report to send, or undefined where nothing has changed
   */
  update(update: MotionUpdate, capturedAt: number): ReportDraft | undefined {
    this.lastCapturedAt = capturedAt;
    const changed = !this.active || this.last?.motion !== update.motion;
    if (!changed && update.events.length === 0) return undefined;
    return this.remember({
      ...this.subject,
      recognition: 'active',
      motion: update.motion,
      confidence: roundConfidence(update.confidence),
      since: Math.round(update.since),
      capturedAt,
      events: update.events.slice(0, REPORT_EVENTS_MAX).map((event) => ({
        kind: event.kind,
        beganAt: Math.round(event.beganAt),
        endedAt: Math.round(event.endedAt),
        confidence: roundConfidence(event.confidence),
      })),
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
    if (!this.active) return undefined;
    return this.remember({
      ...this.subject,
      recognition: 'paused',
      motion: 'unknown',
      confidence: 0,
      since: this.lastCapturedAt,
      capturedAt: this.lastCapturedAt,
      events: [],
    });
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
