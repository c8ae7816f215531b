import type { FrameReply } from '@bapsang/shared';
import {
  connectFrames,
  sendFrame,
  type ClientSocket,
} from '../../apps/ai-worker/src/testing/frame-client.spec-support';
import { setTimeout as delay } from 'node:timers/promises';

/** What a participant has seen since it was asked last. */
export interface ParticipantFigures {
  /** Frames that were looked at. */
  readonly seen: number;
  /** Frames that were refused, by their error's code. */
  readonly refused: Readonly<Record<string, number>>;
  /** From the capture of each frame that was looked at to its acknowledgement, ms. */
  readonly ages: readonly number[];
  /** How many frames a second the worker asks for. */
  readonly pace: number;
}

/** Sends frames as the page does: one at a time, the next one at the pace of the acknowledgement. */
export class SyntheticParticipant {
  private seen = 0;
  private refused: Record<string, number> = {};
  private ages: number[] = [];
  private stopped = false;
  private readonly ended: Promise<void>;

  private constructor(
    private readonly socket: ClientSocket,
    private readonly frames: readonly Buffer[],
    private pace: number,
    phase: number,
  ) {
    this.ended = this.run(phase);
  }

  /**
   * Joins.
   * @param frames JPEGs, sent over and over
   * @param pace frames a second until the worker asks for another number
   * @param phase how long to wait before the first frame, ms
   */
  static async join(
    url: string,
    ticket: string,
    frames: readonly Buffer[],
    pace: number,
    phase: number,
  ): Promise<SyntheticParticipant> {
    return new SyntheticParticipant(await connectFrames(url, { ticket }), frames, pace, phase);
  }

  /** What it has seen since the last time. */
  take(): ParticipantFigures {
    const { seen, refused, ages, pace } = this;
    this.seen = 0;
    this.refused = {};
    this.ages = [];
    return { seen, refused, ages, pace };
  }

  /** Leaves. */
  async leave(): Promise<void> {
    this.stopped = true;
    this.socket.disconnect();
    await this.ended;
  }

  private async run(phase: number): Promise<void> {
    await delay(phase);
    for (let sequence = 0; !this.stopped; sequence += 1) {
      const begun = performance.now();
      const jpeg = this.frames[sequence % this.frames.length];
      try {
        const reply = await sendFrame(this.socket, { sequence, capturedAt: Date.now() }, jpeg);
        this.count(reply, performance.now() - begun);
      } catch {
        this.stopped ||= !this.socket.connected;
      }
      await delay(Math.max(0, 1000 / this.pace - (performance.now() - begun)));
    }
  }

  private count(reply: FrameReply, age: number): void {
    this.pace = reply.framesPerSecond;
    if (reply.accepted) {
      this.seen += 1;
      this.ages.push(age);
      return;
    }
    const { code } = reply.error;
    this.refused[code] = (this.refused[code] ?? 0) + 1;
  }
}
