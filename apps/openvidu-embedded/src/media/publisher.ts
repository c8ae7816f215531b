import type { ForwardedPacket } from './forwarded-packet';
import type { IceCandidate } from './ice-candidates';
import { KeyframeRequests } from './keyframe-requests';
import type { MediaContext } from './media-settings';
import type { MediaKind, PacketSink } from './packet-sink';
import { PublisherLeg, type PublisherLegOwner } from './publisher-leg';
import { allowedBitrate } from './remb';

/** How often a publisher is told how much to send, ms. Without it browsers stay at some ten frames a second. */
const BITRATE_INTERVAL = 1_000;

/** How a browser publishes. */
export interface PublishOptions {
  /** Whether the browser offered to receive as well and gets its own media back. */
  readonly loopback: boolean;
}

/** The media of one published stream: what its browser sends goes to every subscriber, unchanged. */
export class Publisher {
  private readonly sinks = new Set<PacketSink>();
  private readonly keyframes = new KeyframeRequests(() => this.leg?.sendKeyframeRequest());
  private readonly negotiating = new Set<PublisherLeg>();
  private leg?: PublisherLeg;
  private timer?: NodeJS.Timeout;
  private closed = false;

  constructor(private readonly context: MediaContext) {}

  /**
   * Answers the offer of a browser that begins to publish, or that does so again over a new peer connection; subscribers
   * keep theirs.
   * @throws when the offer cannot be answered, or when the publisher is closed meanwhile; an earlier peer connection stays
   *   in use then
   */
  async answer(offer: string, options: PublishOptions = { loopback: false }): Promise<string> {
    const owner: PublisherLegOwner = {
      connected: () => this.refreshPictures(),
      forward: (kind, packet) => this.forward(leg, kind, packet),
      requestKeyframe: () => this.requestKeyframe(),
    };
    const leg = new PublisherLeg(this.context, owner, options.loopback);
    this.negotiating.add(leg);
    try {
      const answer = await leg.answer(offer);
      await this.use(leg);
      return answer;
    } finally {
      this.negotiating.delete(leg);
    }
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

  /** Asks the browser for a keyframe, not more often than browsers answer. */
  requestKeyframe(): void {
    if (!this.closed) this.keyframes.request();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.keyframes.close();
    this.sinks.clear();
    await Promise.all([...this.negotiating].map((leg) => leg.close()));
    await this.leg?.close();
  }

  private async use(leg: PublisherLeg): Promise<void> {
    if (this.closed) {
      await leg.close();
      throw new Error('The publisher was closed before its peer connection was negotiated.');
    }
    const former = this.leg;
    this.leg = leg;
    if (former?.returnPath) this.remove(former.returnPath);
    if (leg.returnPath) this.add(leg.returnPath);
    this.timer ??= setInterval(() => this.tellAllowedBitrate(), BITRATE_INTERVAL);
    if (!former) return;
    for (const sink of this.sinks) sink.sourceChanged();
    await former.close();
  }

  /** A first picture is a keyframe anyway: a request before somebody watches would only hold up the one that is needed. */
  private refreshPictures(): void {
    if (this.sinks.size > 0) this.requestKeyframe();
  }

  private forward(leg: PublisherLeg, kind: MediaKind, packet: ForwardedPacket): void {
    if (leg !== this.leg) return;
    for (const sink of this.sinks) sink.send(kind, packet);
  }

  private tellAllowedBitrate(): void {
    const estimates = [...this.sinks].map(({ estimatedBitrate }) => estimatedBitrate);
    this.leg?.sendAllowedBitrate(allowedBitrate(estimates));
  }
}
