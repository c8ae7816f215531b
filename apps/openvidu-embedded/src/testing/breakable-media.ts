import { MediaServer } from '../media/media-server';
import type { Publisher } from '../media/publisher';
import type { Subscriber, SubscriberOwner } from '../media/subscriber';

/** Real media whose subscribers a test can declare failed, which otherwise takes half a minute. */
export class BreakableMedia extends MediaServer {
  private readonly owners: SubscriberOwner[] = [];

  /** How many subscribers were made. */
  get subscribers(): number {
    return this.owners.length;
  }

  override createSubscriber(publisher: Publisher, kinds: ReadonlySet<string>, owner?: SubscriberOwner): Subscriber {
    if (owner) this.owners.push(owner);
    return super.createSubscriber(publisher, kinds, owner);
  }

  /** Declares every subscriber that was made so far failed; for what is no longer in use that means nothing. */
  failAll(): void {
    for (const owner of this.owners) owner.failed();
  }
}
