import type { RtpPacket } from 'werift';
import type { IceCandidate } from './ice-candidates';
import { KeyframeRequests } from './keyframe-requests';
import type { MediaSettings } from './media-connection';
import { PublisherLeg, type MediaKind } from './publisher-leg';
import { allowedBitrate } from './remb';

/** How often a publisher is told how much to send, ms. Without it browsers stay at some ten frames a second. */
const BITRATE_INTERVAL = 1_000;

/** Whoever receives what a publisher sends. */
export interface PacketSink {
  /** What the receiver's network carries, bit/s; nothing before it has told. */
  readonly estimatedBitrate: number | undefined;
  send(kind: MediaKind, packet: RtpPacket): void;
  /** The next packets come from a new source: their numbers do not continue the old ones. */
  sourceChanged(): void;
}

/** The media of one published stream: what its browser sends goes to every subscriber, unchanged. */
export class Publisher {
  private readonly sinks = new Set<PacketSink>();
  private readonly keyframes = new KeyframeRequests(() => this.leg?.sendKeyframeRequest());
  private leg?: PublisherLeg;
  private timer?: NodeJS.Timeout;
  private closed = false;

  constructor(private readonly settings: MediaSettings) {}

  /**
   * Answers the offer of a browser that begins to publish, or that does so again over a new peer connection; subscribers
   * keep theirs.
   * @throws when the offer cannot be answered; an earlier peer connection stays in use then
   */
  async answer(offer: string): Promise<string> {
    const leg: PublisherLeg = new PublisherLeg(this.settings, {
      connected: () => this.requestKeyframe(),
      forward: (kind, packet) => this.forward(leg, kind, packet),
      requestKeyframe: () => this.requestKeyframe(),
    });
    const answer = await leg.answer(offer);
    await this.use(leg);
    return answer;
  }

  isFor(candidate: IceCandidate): boolean {
    return this.leg?.isFor(candidate) ?? false;
  }

  addCandidate(candidate: IceCandidate): void {
    this.leg?.addCandidate(candidate);
  }

  /** Lets a subscriber receive from now on. */
  add(sink: PacketSink): void {
    this.sinks.add(sink);
  }

  remove(sink: PacketSink): void {
    this.sinks.delete(sink);
  }

  /** Asks the browser for a keyframe, at most twice a second. */
  requestKeyframe(): void {
    if (!this.closed) this.keyframes.request();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.keyframes.close();
    this.sinks.clear();
    await this.leg?.close();
  }

  private async use(leg: PublisherLeg): Promise<void> {
    if (this.closed) {
      await leg.close();
      return;
    }
    const former = this.leg;
    this.leg = leg;
    this.timer ??= setInterval(() => this.tellAllowedBitrate(), BITRATE_INTERVAL);
    if (!former) return;
    for (const sink of this.sinks) sink.sourceChanged();
    await former.close();
  }

  private forward(leg: PublisherLeg, kind: MediaKind, packet: RtpPacket): void {
    if (leg !== this.leg) return;
    for (const sink of this.sinks) sink.send(kind, packet);
  }

  private tellAllowedBitrate(): void {
    const estimates = [...this.sinks].map(({ estimatedBitrate }) => estimatedBitrate);
    this.leg?.sendAllowedBitrate(allowedBitrate(estimates));
  }
}
