import type { FrameHeader, FrameReply } from '@bapsang/shared';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** A frame that a page sent to the recognition server. */
export interface SentFrame {
  /** When, ms since the epoch. */
  readonly at: number;
  readonly header: FrameHeader;
  readonly jpeg: Buffer;
}

/** Reads along at the socket of a page what goes to the recognition server and what comes back. */
export class SentFrames {
  readonly frames: SentFrame[] = [];
  readonly replies: FrameReply[] = [];

  /** @param page before it sits down at a table */
  constructor(page: Page) {
    page.on('websocket', (socket) => {
      let header: FrameHeader | undefined;
      socket.on('framesent', ({ payload }) => {
        if (typeof payload === 'string') header = readHeader(payload);
        else if (header) this.frames.push({ at: Date.now(), header, jpeg: payload });
      });
      socket.on('framereceived', ({ payload }) => {
        if (typeof payload === 'string' && payload.startsWith('43/frames,')) {
          this.replies.push((JSON.parse(payload.slice(payload.indexOf('['))) as [FrameReply])[0]);
        }
      });
    });
  }

  /** How many frames a second were sent since a moment. */
  paceSince(moment: number): number {
    return (1000 * this.frames.filter(({ at }) => at >= moment).length) / (Date.now() - moment);
  }

  /** Size of the last frame, pixels. */
  async lastSize(): Promise<{ readonly width: number; readonly height: number }> {
    const { width, height } = await sharp(this.frames.at(-1)?.jpeg).metadata();
    return { width, height };
  }
}

/** The header in the text that Socket.IO sends before the bytes of a frame. */
function readHeader(text: string): FrameHeader | undefined {
  if (!text.startsWith('451-/frames,')) return undefined;
  const [event, header] = JSON.parse(text.slice(text.indexOf('['))) as [string, FrameHeader];
  return event === 'frame' ? header : undefined;
}
