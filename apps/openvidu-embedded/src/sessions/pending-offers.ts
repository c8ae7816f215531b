import type { Subscriber } from '../media/subscriber';
import type { Stream } from './stream';

/** How long a browser may take to answer an offer, ms. */
export const OFFER_DEADLINE = 30_000;

/** An offer of ours that the browser has not answered. */
export interface PendingOffer {
  readonly stream: Stream;
  readonly subscriber: Subscriber;
  /** What it is to replace where the browser did not ask for it (`forciblyReconnectSubscriber`). */
  readonly replaces?: Subscriber;
}

interface Entry extends PendingOffer {
  readonly deadline: NodeJS.Timeout;
}

/**
 * Offers of one participant's subscriptions that wait for their answer: per publisher at most one that the browser asked
 * for and one that it did not, as it may work on the first while the second arrives.
 */
export class PendingOffers {
  private readonly entries = new Map<string, Entry>();

  /** @param expired called when nobody answered in time; the offer is no longer here then */
  constructor(private readonly expired: (publisherId: string, offer: PendingOffer) => void) {}

  /** Keeps an offer; an earlier one of its kind is closed. */
  async add(publisherId: string, offer: PendingOffer): Promise<void> {
    const isForced = offer.replaces !== undefined;
    const former = this.take(publisherId, isForced);
    const deadline = setTimeout(() => this.expire(publisherId, offer), OFFER_DEADLINE);
    this.entries.set(this.key(publisherId, isForced), { ...offer, deadline });
    await former?.subscriber.close();
  }

  /**
   * Removes an offer and returns it: its answer is here.
   * @param isForced whether the browser did not ask for it
   */
  take(publisherId: string, isForced: boolean): PendingOffer | undefined {
    const key = this.key(publisherId, isForced);
    const entry = this.entries.get(key);
    this.entries.delete(key);
    clearTimeout(entry?.deadline);
    return entry;
  }

  /** The offer of a subscriber is worth nothing any more. */
  expire(publisherId: string, { subscriber, replaces }: PendingOffer): void {
    const isWaiting = this.of(publisherId).some((offer) => offer.subscriber === subscriber);
    const offer = isWaiting ? this.take(publisherId, replaces !== undefined) : undefined;
    if (!offer) return;
    void subscriber.close();
    this.expired(publisherId, offer);
  }

  /** The offers for the streams of one publisher. */
  of(publisherId: string): readonly PendingOffer[] {
    return [true, false].flatMap((isForced) => this.entries.get(this.key(publisherId, isForced)) ?? []);
  }

  /** Closes the offers for the streams of one publisher. */
  async drop(publisherId: string): Promise<void> {
    const offers = [true, false].flatMap((isForced) => this.take(publisherId, isForced) ?? []);
    await Promise.all(offers.map(({ subscriber }) => subscriber.close()));
  }

  /** Closes everything. */
  async close(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    for (const { deadline } of entries) clearTimeout(deadline);
    await Promise.all(entries.map(({ subscriber }) => subscriber.close()));
  }

  private key(publisherId: string, isForced: boolean): string {
    return `${isForced ? 'forced' : 'requested'} ${publisherId}`;
  }
}
