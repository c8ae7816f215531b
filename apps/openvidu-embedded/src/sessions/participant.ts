import { WaitingCandidates, type IceCandidate } from '../media/ice-candidates';
import type { MediaServer } from '../media/media-server';
import type { ConnectionProperties, ConnectionSlot } from './connection-properties';
import { randomStreamId } from './ids';
import type { LeaveReason, UnsubscribeReason } from './reasons';
import { SessionError } from './session-error';
import { Stream, type StreamProperties } from './stream';
import { Subscriptions, type StreamOwner, type Subscription } from './subscriptions';

export type { Subscription } from './subscriptions';

/** The browser of a participant, as far as a session needs it. */
export interface ParticipantClient {
  /**
   * Sends a notification.
   * @param isLasting whether it is kept for a browser that is away, and sent again when it may have been lost; default true
   */
  notify(method: string, params: object, isLasting?: boolean): void;
  /** The participant is out of the session for good. */
  left(): void;
}

/** What a browser tells about itself when it joins. */
export interface ParticipantDetails {
  readonly ip: string;
  readonly platform: string;
  /** The client's own text about itself. */
  readonly clientData: string;
}

/** What a participant needs of its session. */
export interface ParticipantOptions {
  readonly media: MediaServer;
  /** It receives something from now on. */
  readonly subscribed: (participant: Participant, subscription: Subscription) => void;
  /** It no longer receives something. */
  readonly unsubscribed: (participant: Participant, subscription: Subscription, reason: UnsubscribeReason) => void;
}

/** What a browser offers to publish. */
export interface PublishOffer {
  readonly sdp: string;
  /** Whether the browser wants its own media back. */
  readonly loopback: boolean;
}

function mediaFailure(cause: unknown): SessionError {
  return new SessionError('media-failed', 'The SDP offer cannot be answered.', { cause });
}

/** Somebody who is in a session: what they publish and what they receive. */
export class Participant implements StreamOwner {
  readonly activeAt = Date.now();
  /** What the participant receives. */
  readonly receiving: Subscriptions;
  private readonly candidates = new WaitingCandidates();
  private published?: Stream;
  private loopback = false;
  private closed = false;

  constructor(
    private readonly connection: ConnectionSlot,
    readonly details: ParticipantDetails,
    readonly client: ParticipantClient,
    private readonly options: ParticipantOptions,
  ) {
    this.receiving = new Subscriptions({
      media: options.media,
      subscribed: (subscription) => options.subscribed(this, subscription),
      unsubscribed: (subscription, reason) => options.unsubscribed(this, subscription, reason),
      negotiated: (publisherId) => this.deliverWaiting(publisherId),
      reconnect: (subscription, sdpOffer) => this.forciblyReconnect(subscription, sdpOffer),
    });
  }

  /** The connection's id. */
  get id(): string {
    return this.connection.id;
  }

  /** What the connection's creator chose, as it is now. */
  get properties(): ConnectionProperties {
    return this.connection.properties;
  }

  /** What the participant publishes. */
  get stream(): Stream | undefined {
    return this.published;
  }

  /** What the participant receives, by the publishing connection's id. */
  get subscriptions(): ReadonlyMap<string, Subscription> {
    return this.receiving.all;
  }

  /** What other browsers are told about this participant: the client's text and the server's. */
  get metadata(): string {
    const texts = [this.details.clientData, this.properties.data];
    return texts.filter((text) => text !== '').join('%/%');
  }

  /**
   * Begins to publish.
   * @param done called at the moment at which the stream is there, before anybody else can see it
   * @throws SessionError `already-streaming`, `media-failed`, or `session-closed` when the participant left meanwhile
   */
  async publish(
    properties: StreamProperties,
    offer: PublishOffer,
    done: (stream: Stream, answer: string) => void,
  ): Promise<void> {
    if (this.published) throw new SessionError('already-streaming', `${this.id} is already publishing.`);
    const publisher = this.options.media.createPublisher();
    const { loopback } = offer;
    const answer = await publisher.answer(offer.sdp, { loopback }).catch(async (error: unknown) => {
      await publisher.close();
      throw mediaFailure(error);
    });
    if (this.closed) {
      await publisher.close();
      throw new SessionError('session-closed', `${this.id} has left.`);
    }
    const typeOfVideo = properties.hasVideo ? (properties.typeOfVideo ?? 'CAMERA') : undefined;
    const stream = new Stream(randomStreamId(typeOfVideo, this.id), Date.now(), properties, publisher);
    this.published = stream;
    this.loopback = loopback;
    this.deliverWaiting(this.id);
    done(stream, answer);
  }

  /**
   * Publishes over a new peer connection; the stream and its subscribers stay.
   * @param offer the browser's SDP
   * @returns the answer
   * @throws SessionError `not-streaming` or `media-failed`
   */
  async republish(offer: string): Promise<string> {
    const stream = this.published;
    if (!stream) throw new SessionError('not-streaming', `${this.id} is not publishing.`);
    const answer = await stream.publisher.answer(offer, { loopback: this.loopback }).catch((error: unknown) => {
      throw mediaFailure(error);
    });
    this.deliverWaiting(this.id);
    return answer;
  }

  /** Ends what is published. */
  async unpublish(): Promise<void> {
    const stream = this.published;
    this.published = undefined;
    await stream?.publisher.close();
  }

  /**
   * Takes an ICE candidate of the browser, or keeps it until its peer connection is there.
   * @param endpoint the connection id that owns the stream
   */
  addCandidate(endpoint: string, candidate: IceCandidate): void {
    const subscriber = this.receiving.find(endpoint, candidate);
    const target = endpoint === this.id ? this.published?.publisher : subscriber;
    if (target?.isFor(candidate)) target.addCandidate(candidate);
    else this.candidates.add(endpoint, candidate);
  }

  /** Ends all media of this participant for good. */
  async close(reason: LeaveReason): Promise<void> {
    this.closed = true;
    await Promise.all([this.receiving.close(reason), this.unpublish()]);
  }

  private deliverWaiting(endpoint: string): void {
    for (const candidate of this.candidates.take(endpoint)) this.addCandidate(endpoint, candidate);
  }

  /** An offer is worth nothing to a browser that comes back later: then a new one is made. */
  private forciblyReconnect({ owner, stream }: Subscription, sdpOffer: string): void {
    const params = { connectionId: owner.id, streamId: stream.id, sdpOffer };
    this.client.notify('forciblyReconnectSubscriber', params, false);
  }
}
