import type { Page } from 'playwright-core';
import type { Meeting } from '../../apps/openvidu-embedded/src/testing/meeting';
import { FREEZE, type Freeze } from './freeze-verdict';

/** What a participant has received of another one's video so far. */
export interface StreamReception {
  readonly streamId: string;
  readonly framesDecoded: number;
  /** As Chromium counts them. */
  readonly freezeCount: number;
  /** In s. */
  readonly totalFreezesDuration: number;
  /** The longest time without a new frame since the last look, ms. */
  readonly longestGap: number;
}

/** What a look at a participant found. */
export interface ParticipantReception {
  readonly page: string;
  readonly streams: readonly StreamReception[];
  /** Those that ended since the last look. */
  readonly freezes: readonly Freeze[];
}

interface StreamInPage {
  readonly stream: { getRTCPeerConnection(): RTCPeerConnection; getMediaStream(): MediaStream };
}

/** Chromium's, of which TypeScript's library knows nothing (W3C mediacapture-transform). */
declare class MediaStreamTrackProcessor {
  constructor(options: { readonly track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}

declare const meeting: Omit<Meeting, 'subscribers'> & { readonly subscribers: Readonly<Record<string, StreamInPage>> };

interface Watch {
  /** When the latest frame came, ms since 1970. */
  latest: number;
  longestGap: number;
  readonly freezes: { from: number; to: number }[];
}

declare global {
  interface Window {
    /** By stream id. */
    watches?: Record<string, Watch>;
  }
}

/** A real browser page that publishes and receives everybody else. */
export class Participant {
  constructor(
    readonly name: string,
    private readonly page: Page,
  ) {}

  /**
   * Joins and publishes camera and microphone.
   * @param resolution for example `320x240`
   */
  async join(token: string, resolution: string, frameRate: number): Promise<void> {
    const { name } = this;
    await this.page.evaluate(
      async ({ token, name, resolution, frameRate }) => {
        await meeting.join(token, name);
        await meeting.publish({ resolution, frameRate });
      },
      { token, name, resolution, frameRate },
    );
  }

  /**
   * Begins to note when frames come, of every stream that is received now. Decoded frames are taken from the track and not
   * from the screen: Chromium draws pages in the background once a second.
   */
  async watch(): Promise<void> {
    await this.page.evaluate((limit) => {
      const watches: Record<string, Watch> = {};
      window.watches = watches;
      for (const [streamId, { stream }] of Object.entries(meeting.subscribers)) {
        const track = stream.getMediaStream().getVideoTracks()[0]?.clone();
        if (!track) continue;
        const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
        // Methods, because tsx wraps all other named functions in a helper that the page does not have.
        const watch = {
          latest: Date.now(),
          longestGap: 0,
          freezes: [] as { from: number; to: number }[],
          note(): void {
            const now = Date.now();
            if (now - watch.latest > limit) watch.freezes.push({ from: watch.latest, to: now });
            watch.longestGap = Math.max(watch.longestGap, now - watch.latest);
            watch.latest = now;
          },
          async follow(): Promise<void> {
            for (let next = await reader.read(); !next.done; next = await reader.read()) {
              next.value.close();
              watch.note();
            }
          },
        };
        watches[streamId] = watch;
        void watch.follow();
      }
    }, FREEZE);
  }

  /** What came since the last look. */
  async look(): Promise<ParticipantReception> {
    const { streams, freezes } = await this.page.evaluate(async () => {
      const streams: StreamReception[] = [];
      const freezes: { streamId: string; from: number; to: number }[] = [];
      for (const [streamId, { stream }] of Object.entries(meeting.subscribers)) {
        const reports = [...(await stream.getRTCPeerConnection().getStats()).values()] as Record<string, unknown>[];
        const video = reports.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video') ?? {};
        const watch = window.watches?.[streamId];
        const longestGap = watch ? Math.max(watch.longestGap, Date.now() - watch.latest) : 0;
        if (watch) watch.longestGap = 0;
        for (const freeze of watch?.freezes.splice(0) ?? []) freezes.push({ streamId, ...freeze });
        streams.push({
          streamId,
          framesDecoded: Number(video.framesDecoded ?? 0),
          freezeCount: Number(video.freezeCount ?? 0),
          totalFreezesDuration: Number(video.totalFreezesDuration ?? 0),
          longestGap,
        });
      }
      return { streams, freezes };
    });
    return { page: this.name, streams, freezes: freezes.map((freeze) => ({ page: this.name, ...freeze })) };
  }

  /** Ends a freeze that is still going on, so that the next look tells it. */
  async stopWatching(): Promise<void> {
    await this.page.evaluate((limit) => {
      for (const watch of Object.values(window.watches ?? {})) {
        const now = Date.now();
        if (now - watch.latest > limit) watch.freezes.push({ from: watch.latest, to: now });
      }
    }, FREEZE);
  }

  /** Leaves the session. */
  async leave(): Promise<void> {
    await this.page.evaluate(() => meeting.session.disconnect());
  }
}
