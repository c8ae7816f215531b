import type { IceCandidate } from '../media/ice-candidates';
import type { MediaServer } from '../media/media-server';
import type { Subscriber } from '../media/subscriber';
import { PendingOffers, type PendingOffer } from './pending-offers';
import { RENEWAL_PAUSES } from './renewal-schedule';
import type { UnsubscribeReason } from './reasons';
import { SessionError } from './session-error';
import type { Stream, StreamProperties } from './stream';
import { SubscriptionRenewal } from './subscription-renewal';

/** Whoever publishes what is received, as far as a subscription needs it. */
export interface StreamOwner {
  /** The connection's id. */
  readonly id: string;
  /** What is published now. */
  readonly stream: Stream | undefined;
}

/** What a participant receives from another one. */
export interface Subscription {
  readonly createdAt: number;
  readonly stream: Stream;
  readonly subscriber: Subscriber;
  /** Whose stream it is. */
  readonly owner: StreamOwner;
}

/** What subscriptions need of the participant that receives. */
export interface SubscriptionsOptions {
  readonly media: MediaServer;
  /** Something is received from now on; not called when it only reconnects. */
  readonly subscribed: (subscription: Subscription) => void;
  /** Something is no longer received. */
  readonly unsubscribed: (subscription: Subscription, reason: UnsubscribeReason) => void;
  /** The browser's candidates for what it receives from a participant can be taken from now on. */
  readonly negotiated: (publisherId: string) => void;
  /** The browser must receive over a new peer connection, for which this is the offer. */
  readonly reconnect: (subscription: Subscription, sdpOffer: string) => void;
}

function kindsOf({ hasAudio, hasVideo }: StreamProperties): ReadonlySet<string> {
  return new Set([...(hasAudio ? ['audio'] : []), ...(hasVideo ? ['video'] : [])]);
}

/**
 * What one participant receives. Browser or server may make the offer; a reconnection is a new peer connection in the
 * place of the former one, which stays until the new one is negotiated.
 */
export class Subscriptions {
  private readonly received = new Map<string, Subscription>();
  private readonly renewals = new Map<string, SubscriptionRenewal>();
  private readonly offers = new PendingOffers((publisherId, offer) => this.unanswered(publisherId, offer));
  private isAway = false;
  private closed = false;

  constructor(private readonly options: SubscriptionsOptions) {}

  /** Everything that is received, by the publishing connection's id. */
  get all(): ReadonlyMap<string, Subscription> {
    return this.received;
  }

  /**
   * Receives over a peer connection that the browser offers.
   * @returns the answer
   * @throws SessionError `media-failed`, or `not-streaming` when the stream ended meanwhile
   */
  async answer(owner: StreamOwner, stream: Stream, sdpOffer: string): Promise<string> {
    const subscriber = this.create(owner, stream);
    const answer = await this.negotiate(subscriber, subscriber.answer(sdpOffer));
    await this.use(owner, stream, subscriber);
    return answer;
  }

  /**
   * Makes an offer, which is closed when nobody answers it.
   * @param replaces what failed, where the browser did not ask for the offer
   * @throws SessionError `media-failed`, or `not-streaming` when the stream ended meanwhile
   */
  async offer(owner: StreamOwner, stream: Stream, replaces?: Subscriber): Promise<string> {
    const subscriber = this.create(owner, stream);
    const sdpOffer = await this.negotiate(subscriber, subscriber.offer());
    await this.requireStream(owner, stream, subscriber);
    await this.offers.add(owner.id, { stream, subscriber, replaces });
    return sdpOffer;
  }

  /**
   * Receives over the peer connection that was offered.
   * @param isForced whether it is the answer to an offer for which the browser did not ask
   * @throws SessionError `offer-missing`, `media-failed`, or `not-streaming` when the stream ended meanwhile
   */
  async accept(owner: StreamOwner, stream: Stream, sdpAnswer: string, isForced = false): Promise<void> {
    const offer = this.offers.take(owner.id, isForced);
    if (!offer) throw new SessionError('offer-missing', `No offer for the stream ${stream.id} waits for an answer.`);
    try {
      await this.negotiate(offer.subscriber, offer.subscriber.acceptAnswer(sdpAnswer));
    } catch (error) {
      this.unanswered(owner.id, offer);
      throw error;
    }
    await this.use(owner, stream, offer.subscriber);
  }

  /** Ends what is received from a participant; does nothing where there is nothing. */
  async end(publisherId: string, reason: UnsubscribeReason): Promise<void> {
    const subscription = this.received.get(publisherId);
    this.received.delete(publisherId);
    this.renewals.get(publisherId)?.cancel();
    this.renewals.delete(publisherId);
    if (subscription) this.options.unsubscribed(subscription, reason);
    await Promise.all([subscription?.subscriber.close(), this.offers.drop(publisherId)]);
  }

  /** The subscriber for which a candidate is; nothing where none is. */
  find(publisherId: string, candidate: IceCandidate): Subscriber | undefined {
    const offered = this.offers.of(publisherId).map(({ subscriber }) => subscriber);
    const current = this.received.get(publisherId)?.subscriber;
    return [...(current ? [current] : []), ...offered].find((subscriber) => subscriber.isFor(candidate));
  }

  /** The browser cannot be reached: what fails is renewed when it is back. */
  away(): void {
    this.isAway = true;
  }

  /** The browser is back. It looks after its peer connections itself first. */
  back(): void {
    this.isAway = false;
    for (const renewal of this.renewals.values()) renewal.back(RENEWAL_PAUSES[0] ?? 0);
  }

  /** Ends everything for good. */
  async close(reason: UnsubscribeReason): Promise<void> {
    this.closed = true;
    const ends = [...this.received.keys()].map((publisherId) => this.end(publisherId, reason));
    await Promise.all([...ends, this.offers.close()]);
  }

  private create(owner: StreamOwner, stream: Stream): Subscriber {
    const subscriber: Subscriber = this.options.media.createSubscriber(stream.publisher, kindsOf(stream.properties), {
      failed: () => this.failed(owner.id, subscriber),
    });
    return subscriber;
  }

  private async negotiate<T>(subscriber: Subscriber, step: Promise<T>): Promise<T> {
    try {
      return await step;
    } catch (cause) {
      await subscriber.close();
      throw new SessionError('media-failed', 'The media of this SDP cannot be negotiated.', { cause });
    }
  }

  private async requireStream(owner: StreamOwner, stream: Stream, subscriber: Subscriber): Promise<void> {
    if (!this.closed && owner.stream === stream) return;
    await subscriber.close();
    throw new SessionError('not-streaming', `The stream ${stream.id} has ended.`);
  }

  private async use(owner: StreamOwner, stream: Stream, subscriber: Subscriber): Promise<void> {
    await this.requireStream(owner, stream, subscriber);
    const former = this.received.get(owner.id);
    const subscription = { createdAt: former?.createdAt ?? Date.now(), stream, subscriber, owner };
    this.received.set(owner.id, subscription);
    this.renewals.get(owner.id)?.cancel();
    this.options.negotiated(owner.id);
    if (!former) this.options.subscribed(subscription);
    await former?.subscriber.close();
  }

  private failed(publisherId: string, subscriber: Subscriber): void {
    const offer = this.offers.of(publisherId).find((pending) => pending.subscriber === subscriber);
    if (offer) this.offers.expire(publisherId, offer);
    else if (this.received.get(publisherId)?.subscriber === subscriber) this.renewalOf(publisherId).failed();
  }

  private renewalOf(publisherId: string): SubscriptionRenewal {
    const known = this.renewals.get(publisherId);
    if (known) return known;
    const renewal = new SubscriptionRenewal(
      () => this.isAway,
      () => void this.renew(publisherId),
    );
    this.renewals.set(publisherId, renewal);
    return renewal;
  }

  private async renew(publisherId: string): Promise<void> {
    const subscription = this.received.get(publisherId);
    if (!subscription) return;
    const { owner, stream, subscriber } = subscription;
    try {
      const sdpOffer = await this.offer(owner, stream, subscriber);
      if (this.received.get(publisherId) === subscription) this.options.reconnect(subscription, sdpOffer);
      else await this.offers.take(publisherId, true)?.subscriber.close();
    } catch {
      // The stream has ended meanwhile, which cancels everything, or no port was free, which may pass.
      if (this.received.get(publisherId) === subscription) this.renewals.get(publisherId)?.failed();
    }
  }

  /** An offer that was to replace what failed is made again, unless the browser has replaced it itself. */
  private unanswered(publisherId: string, { replaces }: PendingOffer): void {
    if (!replaces || this.received.get(publisherId)?.subscriber !== replaces) return;
    this.renewals.get(publisherId)?.failed();
  }
}
