import { WaitingCandidates, type IceCandidate } from '../media/ice-candidates';
import type { MediaServer } from '../media/media-server';
import type { Subscriber } from '../media/subscriber';
import type { ConnectionProperties } from './connection-properties';
import { randomStreamId } from './ids';
import { SessionError } from './session-error';
import { Stream, type StreamProperties } from './stream';

/** The browser of a participant, as far as a session needs it. */
export interface ParticipantClient {
  /** Sends a notification, now or when the browser is back. */
  notify(method: string, params: object): void;
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

/** What a participant receives from another one. */
export interface Subscription {
  readonly createdAt: number;
  readonly stream: Stream;
  readonly subscriber: Subscriber;
}

function mediaFailure(cause: unknown): SessionError {
  return new SessionError('media-failed', 'The SDP offer cannot be answered.', { cause });
}

function kindsOf({ hasAudio, hasVideo }: StreamProperties): ReadonlySet<string> {
  return new Set([...(hasAudio ? ['audio'] : []), ...(hasVideo ? ['video'] : [])]);
}

/** Somebody who is in a session: what they publish and what they receive. */
export class Participant {
  readonly activeAt = Date.now();
  private readonly received = new Map<string, Subscription>();
  private readonly candidates = new WaitingCandidates();
  private published?: Stream;
  private closed = false;

  constructor(
    /** The connection's id. */
    readonly id: string,
    readonly properties: ConnectionProperties,
    readonly details: ParticipantDetails,
    readonly client: ParticipantClient,
    private readonly media: MediaServer,
  ) {}

  /** What the participant publishes. */
  get stream(): Stream | undefined {
    return this.published;
  }

  /** What the participant receives, by the publishing connection's id. */
  get subscriptions(): ReadonlyMap<string, Subscription> {
    return this.received;
  }

  /** What other browsers are told about this participant: the client's text and the server's. */
  get metadata(): string {
    const texts = [this.details.clientData, this.properties.data];
    return texts.filter((text) => text !== '').join('%/%');
  }

  /**
   * Begins to publish.
   * @param offer the browser's SDP
   * @throws SessionError `already-streaming`, `media-failed`, or `session-closed` when the participant left meanwhile
   */
  async publish(properties: StreamProperties, offer: string): Promise<{ stream: Stream; answer: string }> {
    if (this.published) throw new SessionError('already-streaming', `${this.id} is already publishing.`);
    const publisher = this.media.createPublisher();
    const answer = await publisher.answer(offer).catch(async (error: unknown) => {
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
    this.deliverWaiting(this.id);
    return { stream, answer };
  }

  /**
   * Publishes over a new peer connection; the stream and its subscribers stay.
   * @throws SessionError `not-streaming` or `media-failed`
   */
  async republish(offer: string): Promise<{ stream: Stream; answer: string }> {
    const stream = this.published;
    if (!stream) throw new SessionError('not-streaming', `${this.id} is not publishing.`);
    const answer = await stream.publisher.answer(offer).catch((error: unknown) => {
      throw mediaFailure(error);
    });
    this.deliverWaiting(this.id);
    return { stream, answer };
  }

  /** Ends what is published and returns it. */
  async unpublish(): Promise<Stream | undefined> {
    const stream = this.published;
    this.published = undefined;
    await stream?.publisher.close();
    return stream;
  }

  /**
   * Begins to receive a stream; an earlier subscription to the same participant ends.
   * @throws SessionError `media-failed`, or `not-streaming` when the stream ended meanwhile
   */
  async subscribe(owner: Participant, stream: Stream, offer: string): Promise<string> {
    await this.unsubscribe(owner.id);
    const subscriber = this.media.createSubscriber(stream.publisher, kindsOf(stream.properties));
    const answer = await subscriber.answer(offer).catch(async (error: unknown) => {
      await subscriber.close();
      throw mediaFailure(error);
    });
    if (this.closed || owner.stream !== stream) {
      await subscriber.close();
      throw new SessionError('not-streaming', `The stream ${stream.id} has ended.`);
    }
    this.received.set(owner.id, { createdAt: Date.now(), stream, subscriber });
    this.deliverWaiting(owner.id);
    return answer;
  }

  /** Ends a subscription; does nothing where there is none. */
  async unsubscribe(connectionId: string): Promise<void> {
    const subscription = this.received.get(connectionId);
    this.received.delete(connectionId);
    await subscription?.subscriber.close();
  }

  /**
   * Takes an ICE candidate of the browser, or keeps it until its peer connection is there.
   * @param endpoint the connection id that owns the stream
   */
  addCandidate(endpoint: string, candidate: IceCandidate): void {
    const target = endpoint === this.id ? this.published?.publisher : this.received.get(endpoint)?.subscriber;
    if (target?.isFor(candidate)) target.addCandidate(candidate);
    else this.candidates.add(endpoint, candidate);
  }

  /** Ends all media of this participant. */
  async close(): Promise<void> {
    this.closed = true;
    const subscriptions = [...this.received.keys()].map((connectionId) => this.unsubscribe(connectionId));
    await Promise.all([...subscriptions, this.unpublish()]);
  }

  private deliverWaiting(endpoint: string): void {
    for (const candidate of this.candidates.take(endpoint)) this.addCandidate(endpoint, candidate);
  }
}
