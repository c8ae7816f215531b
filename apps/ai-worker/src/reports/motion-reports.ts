import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import { ParticipantReporter, type ReportSubject } from './participant-reporter';
import type { ReportDraft } from './report-backlog';

/** How long without a frame until the recognition of a participant counts as paused, ms. */
export const PAUSED_AFTER = 3000;

const SWEEP_INTERVAL = 500;

/** Where the frame came from that led to a report. */
export type FrameOrigin = Pick<ReportDraft, 'receivedAt' | 'traceparent'>;

interface Watched {
  readonly reporter: ParticipantReporter;
  /** When the last frame was looked at, ms by the monotonic clock. */
  seenAt: number;
}

/** Turns what comes out of frames into reports, and silence into `paused`. */
export class MotionReports {
  private readonly watched = new Map<string, Watched>();
  private readonly sweep: NodeJS.Timeout;

  /** @param report takes each report on its way to the api; resolves when nothing more need be waited for */
  constructor(private readonly report: (report: ReportDraft) => Promise<void>) {
    this.sweep = setInterval(() => this.pauseSilent(performance.now() - PAUSED_AFTER), SWEEP_INTERVAL);
  }

  /**
   * Takes in what came out of a frame.
   * @param subject whose frame it was; a change of connection begins anew
   * @param capturedAt when it was taken, ms
   * @param model the motion model that saw it, as `name@version`
   * @param origin goes along with the report that this frame leads to
   * @returns resolves when a bite or sip that it ended is with the api, or soon where the api does not take it
   */
  async frameSeen(
    subject: ReportSubject,
    update: MotionUpdate,
    capturedAt: number,
    model: string,
    origin: FrameOrigin = {},
  ): Promise<void> {
    const watched = this.watch(subject);
    watched.seenAt = performance.now();
    const report = watched.reporter.update(update, capturedAt, model);
    if (report) await this.report({ ...report, ...origin });
  }

  /** Watches a participant no longer without a word: another worker has gone on with the same participant. */
  handOver(participantId: string): void {
    this.watched.delete(participantId);
  }

  /** Reports the present state of everybody again: an api that was started again knows nothing of it. */
  restate(): void {
    for (const { reporter } of this.watched.values()) {
      const report = reporter.restate();
      if (report) void this.report(report);
    }
  }

  /** Reports everybody as paused and stops watching. */
  close(): void {
    clearInterval(this.sweep);
    this.pauseSilent(Infinity);
  }

  private watch(subject: ReportSubject): Watched {
    const known = this.watched.get(subject.participantId);
    if (known && isSame(known.reporter.subject, subject)) return known;
    const watched = { reporter: new ParticipantReporter(subject), seenAt: 0 };
    this.watched.set(subject.participantId, watched);
    return watched;
  }

  /** Pauses and forgets who has not been seen since a moment; the first frame afterwards begins anew. */
  private pauseSilent(since: number): void {
    for (const [participantId, { reporter, seenAt }] of this.watched) {
      if (seenAt > since) continue;
      this.watched.delete(participantId);
      const report = reporter.pause();
      if (report) void this.report(report);
    }
  }
}

function isSame(one: ReportSubject, other: ReportSubject): boolean {
  return (
    one.mealId === other.mealId &&
    one.connectionId === other.connectionId &&
    one.seal === other.seal &&
    one.correlationId === other.correlationId
  );
}
