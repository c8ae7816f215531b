import type { RTCRtpTransceiver } from 'werift';
import type { IceCandidate } from './ice-candidates';
import { MediaConnection } from './media-connection';
import type { MediaContext } from './media-settings';
import { OutgoingMedia } from './outgoing-media';
import type { MediaKind } from './packet-sink';
import type { Publisher } from './publisher';

/** The order of the sections in our offers, the one in which openvidu-browser offers. */
const OFFERED_KINDS: readonly MediaKind[] = ['audio', 'video'];

/** Whoever asked for a subscriber. */
export interface SubscriberOwner {
  /** The peer connection failed, or did not connect in time, although nobody closed it. Called once at most. */
  failed(): void;
}

/** The media that one browser receives from one publisher. Negotiated once: the browser offers, or this side does. */
export class Subscriber {
  private readonly connection: MediaConnection;
  private readonly outgoing: OutgoingMedia;

  /**
   * @param publisher the source
   * @param kinds what the source announced; nothing else is sent, whatever the browser offers to receive
   */
  constructor(
    context: MediaContext,
    private readonly publisher: Publisher,
    private readonly kinds: ReadonlySet<string>,
    owner?: SubscriberOwner,
  ) {
    this.connection = new MediaConnection(context, {
      accept: (transceiver) => this.accept(transceiver),
      connected: () => publisher.requestKeyframe(),
      rtcp: (packet) => this.outgoing.reported(packet),
      failed: () => owner?.failed(),
    });
    this.outgoing = new OutgoingMedia(this.connection, () => publisher.requestKeyframe(), context.statistics);
  }

  /** @throws as {@link MediaConnection.answer} */
  async answer(offer: string): Promise<string> {
    const answer = await this.connection.answer(offer);
    this.start();
    return answer;
  }

  /**
   * Offers one section for each kind that the publisher announced, audio first.
   * @throws as {@link MediaConnection.offer}
   */
  offer(): Promise<string> {
    return this.connection.offer(OFFERED_KINDS.filter((kind) => this.kinds.has(kind)));
  }

  /**
   * Takes the browser's answer to the offer; it decides what is sent.
   * @throws as {@link MediaConnection.acceptAnswer}
   */
  async acceptAnswer(answer: string): Promise<void> {
    await this.connection.acceptAnswer(answer);
    this.start();
  }

  isFor(candidate: IceCandidate): boolean {
    return this.connection.isFor(candidate);
  }

  addCandidate(candidate: IceCandidate): void {
    this.connection.addCandidate(candidate);
  }

  async close(): Promise<void> {
    this.publisher.remove(this.outgoing);
    await this.connection.close();
  }

  private start(): void {
    this.outgoing.use(this.connection.sendingTransceivers);
    this.publisher.add(this.outgoing);
  }

  private accept({ kind }: RTCRtpTransceiver): 'sendonly' | 'inactive' {
    return this.kinds.has(kind) ? 'sendonly' : 'inactive';
  }
}
