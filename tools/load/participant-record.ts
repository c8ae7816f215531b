import { DurationHistogram } from './duration-histogram';
import type { Picture } from './camera';

/** What became of a bite that a participant acted; its last frame identifies it in the journal. */
export interface ActedBite {
  /** When the frame with which it ended was taken, ms since the epoch. */
  readonly endedAt: number;
  /**
   * `acknowledged`: a worker says that it has looked at the frame, so the bite counts once. `refused`: it says that it has not, so
   * the bite counts never. `unanswered`: the socket went before the answer, so it counts once or never.
   */
  readonly outcome: 'acknowledged' | 'refused' | 'unanswered';
  /** The recognition server that the frame was sent to. */
  readonly worker: string;
  /** When the answer came, or the socket went, ms since the epoch. */
  readonly answeredAt: number;
  /** Where its frames went over more than one socket, so that no worker saw all of it: why the last one was opened. */
  readonly cut?: SocketReason;
}

/** A time in which nobody looked at a participant. */
export interface RecognitionGap {
  /** The acknowledgement before it, ms since the epoch. */
  readonly from: number;
  /** To the acknowledgement after it, or until now where there is none yet, ms. */
  readonly duration: number;
  /** Who looked before. */
  readonly worker: string;
}

/** Why a participant opened a socket: it joined, it moved while the one before was open, or the one before was lost. */
export type SocketReason = 'joined' | 'moved' | 'lost';

/** A frame on its way. */
export interface SentFrame {
  readonly capturedAt: number;
  readonly bite: Picture['bite'];
  readonly worker: string;
  /** Which socket of the participant, from 1, and why it was opened. */
  readonly socket: number;
  readonly reason: SocketReason;
}

/** A gap that is shorter is how frames come, not worth a line, ms. */
const NOTABLE_GAP = 1000;

/** The most bites and gaps of one participant that are kept; a load of hours must not fill the memory. */
const KEPT = 10_000;

/** What one synthetic participant has lived through. */
export class ParticipantRecord {
  /** From sending each accepted frame to its acknowledgement. */
  readonly latencies = new DurationHistogram();
  /** Bites in the order of their answers. */
  readonly bites: ActedBite[] = [];
  /** Gaps that are over and were longer than a second. */
  readonly gaps: RecognitionGap[] = [];
  /** How often something was refused, by who refused and the reason, such as `ticket no_room` or `frame frame_stale`. */
  readonly refusals = new Map<string, number>();
  /** Frames that were sent. */
  framesSent = 0;
  /** Sockets that were opened while the one before was still open. */
  moves = 0;
  /** Sockets that were opened after the one before was lost. */
  reconnects = 0;
  private longest: RecognitionGap | undefined;
  private last: { readonly at: number; readonly worker: string } | undefined;
  private biteSocket: number | undefined;
  private finishedAt: number | undefined;

  /** Frames that were looked at. */
  get framesSeen(): number {
    return this.latencies.size;
  }

  /** Bites that must be in the journal, once each. */
  get acknowledgedBites(): readonly ActedBite[] {
    return this.bites.filter(({ outcome }) => outcome === 'acknowledged');
  }

  /** A frame is on its way. */
  sent({ bite, socket }: SentFrame): void {
    this.framesSent += 1;
    if (bite === 'under way') this.biteSocket ??= socket;
  }

  /**
   * A frame was looked at.
   * @param latency from sending it, ms
   */
  acknowledged(frame: SentFrame, latency: number, now: number): void {
    this.latencies.add(latency);
    this.close(now);
    this.last = { at: now, worker: frame.worker };
    this.end(frame, 'acknowledged', now);
  }

  /** A frame was refused. */
  refused(frame: SentFrame, code: string, now: number): void {
    this.count(`frame ${code}`);
    this.end(frame, 'refused', now);
  }

  /** The socket went, or its time was over, before a frame was answered. */
  unanswered(frame: SentFrame, now: number): void {
    this.count('frame unanswered');
    this.end(frame, 'unanswered', now);
  }

  /** Counts a refusal. */
  count(reason: string): void {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  }

  /** The participant leaves: what lasts until now is over. */
  finish(now: number): void {
    this.close(now);
    this.finishedAt = now;
  }

  /** The longest gap, the one that lasts included; undefined where nobody has ever looked. */
  longestGap(now = Date.now()): RecognitionGap | undefined {
    const present = this.finishedAt === undefined ? this.gapUntil(now) : undefined;
    if (!present) return this.longest;
    return this.longest && this.longest.duration >= present.duration ? this.longest : present;
  }

  private close(now: number): void {
    const gap = this.gapUntil(now);
    if (!gap) return;
    if (gap.duration > (this.longest?.duration ?? -1)) this.longest = gap;
    if (gap.duration > NOTABLE_GAP && this.gaps.length < KEPT) this.gaps.push(gap);
  }

  private gapUntil(now: number): RecognitionGap | undefined {
    const { last } = this;
    return last && { from: last.at, duration: now - last.at, worker: last.worker };
  }

  private end(
    { capturedAt, bite, worker, socket, reason }: SentFrame,
    outcome: ActedBite['outcome'],
    now: number,
  ): void {
    if (bite !== 'ends') return;
    const isCut = this.biteSocket !== undefined && this.biteSocket !== socket;
    this.biteSocket = undefined;
    if (this.bites.length >= KEPT) return;
    this.bites.push({ endedAt: capturedAt, outcome, worker, answeredAt: now, ...(isCut && { cut: reason }) });
  }
}
