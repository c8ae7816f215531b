import type { Page } from 'playwright-core';

/** What a page has received of a stream's video so far: Chromium's statistics (W3C webrtc-stats) in plain numbers. */
export interface ReceivedVideo {
  readonly packetsReceived: number;
  readonly retransmittedPacketsReceived: number;
  readonly packetsLost: number;
  readonly nackCount: number;
  readonly pliCount: number;
  readonly framesDecoded: number;
  readonly keyFramesDecoded: number;
  readonly freezeCount: number;
  /** In s. */
  readonly totalFreezesDuration: number;
}

/** What a publisher has sent of its video so far. */
export interface SentVideo {
  /** Retransmissions included. */
  readonly packetsSent: number;
  readonly retransmittedPacketsSent: number;
  /** RTCP NACK messages that came. */
  readonly nackCount: number;
  readonly framesSent: number;
}

interface StreamInPage {
  getRTCPeerConnection(): RTCPeerConnection;
}

declare const meeting: {
  readonly publisher: { readonly stream: StreamInPage };
  readonly subscribers: Readonly<
    Record<string, { readonly stream: StreamInPage; readonly videos: readonly { readonly video: HTMLVideoElement }[] }>
  >;
};

declare global {
  interface Window {
    /** When the latest frame was shown and the longest time without a new one, ms of the page's clock. */
    shownVideo?: { latest: number; longestGap: number };
  }
}

/** What the page shows of a stream, since the watch began. */
export interface ShownVideo {
  /** The longest time between two frames, ms; the time since the latest frame counts too. */
  readonly longestGap: number;
  /** How long ago the latest frame was shown, ms. */
  readonly sinceLatest: number;
}

const RECEIVED = [
  'packetsReceived',
  'retransmittedPacketsReceived',
  'packetsLost',
  'nackCount',
  'pliCount',
  'framesDecoded',
  'keyFramesDecoded',
  'freezeCount',
  'totalFreezesDuration',
] as const satisfies readonly (keyof ReceivedVideo)[];

const SENT = [
  'packetsSent',
  'retransmittedPacketsSent',
  'nackCount',
  'framesSent',
] as const satisfies readonly (keyof SentVideo)[];

/** What the page has received of a stream; zeros before the first packet. */
export async function readReceivedVideo(page: Page, streamId: string): Promise<ReceivedVideo> {
  const read = async ({ streamId, names }: { streamId: string; names: readonly string[] }) => {
    const reports = await meeting.subscribers[streamId]?.stream.getRTCPeerConnection().getStats();
    const all = [...(reports?.values() ?? [])] as Record<string, unknown>[];
    const video = all.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
    return Object.fromEntries(names.map((name) => [name, Number(video?.[name] ?? 0)]));
  };
  return (await page.evaluate(read, { streamId, names: RECEIVED })) as unknown as ReceivedVideo;
}

/** What the page has sent of its own stream. */
export async function readSentVideo(page: Page): Promise<SentVideo> {
  const read = async (names: readonly string[]) => {
    const reports = await meeting.publisher.stream.getRTCPeerConnection().getStats();
    const all = [...reports.values()] as Record<string, unknown>[];
    const video = all.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'video');
    return Object.fromEntries(names.map((name) => [name, Number(video?.[name] ?? 0)]));
  };
  return (await page.evaluate(read, SENT)) as unknown as SentVideo;
}

/** Begins to note in the page when frames of a stream are shown. */
export async function watchShownVideo(page: Page, streamId: string): Promise<void> {
  await page.evaluate((streamId) => {
    const video = meeting.subscribers[streamId]?.videos[0]?.video;
    if (!video) throw new Error(`The page shows no video of ${streamId}.`);
    // A method, because tsx wraps all other named functions in a helper that the page does not have.
    const shown = {
      latest: performance.now(),
      longestGap: 0,
      note(now: number): void {
        shown.longestGap = Math.max(shown.longestGap, now - shown.latest);
        shown.latest = now;
        video.requestVideoFrameCallback((next) => shown.note(next));
      },
    };
    window.shownVideo = shown;
    video.requestVideoFrameCallback((first) => shown.note(first));
  }, streamId);
}

/** What the page showed since {@link watchShownVideo}. */
export async function readShownVideo(page: Page): Promise<ShownVideo> {
  return page.evaluate(() => {
    const shown = window.shownVideo;
    if (!shown) throw new Error('The video is not watched yet.');
    const sinceLatest = performance.now() - shown.latest;
    return { sinceLatest, longestGap: Math.max(shown.longestGap, sinceLatest) };
  });
}
