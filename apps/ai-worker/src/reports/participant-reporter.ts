import { MotionNews } from '@bapsang/recognition/motion/motion-news';
import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import type { MotionReport } from '@bapsang/shared';
import type { ReportDraft } from './report-backlog';

/** Whom a report is about, with the api's proof that this worker may speak of them. */
export type ReportSubject = Pick<MotionReport, 'mealId' | 'participantId' | 'connectionId' | 'seal' | 'correlationId'>;

/**
 * Decides what of one participant is worth a report: changes of recognition, motion or chewing rate, and events; never every
 * frame.
 */
export class ParticipantReporter {
  private readonly news = new MotionNews();
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
    const seen = this.news.update(update, capturedAt);
    return seen && this.remember({ ...this.subject, recognition: 'active', ...seen, model });
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
    this.news.forget();
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

  private remember(report: ReportDraft): ReportDraft {
    this.last = report;
    return report;
  }
}
