import { RTCDtlsTransport } from 'werift';
import type { MediaContext, MediaSettings } from './media-settings';
import { MediaStatistics } from './media-statistics';
import { Publisher } from './publisher';
import { Subscriber, type SubscriberOwner } from './subscriber';
import { guardUdpSockets } from './udp-guard';

/** Makes publishers and subscribers; whoever asks for one closes it. */
export class MediaServer {
  private readonly context: MediaContext;

  constructor(settings: MediaSettings) {
    this.context = { ...settings, statistics: new MediaStatistics() };
    guardUdpSockets();
  }

  /** Live: what is read later is what happened until then. */
  get statistics(): Readonly<MediaStatistics> {
    return this.context.statistics;
  }

  /** Makes the certificate that all peer connections share, so that the first participant does not wait for it. */
  async prepare(): Promise<void> {
    await RTCDtlsTransport.SetupCertificate();
  }

  createPublisher(): Publisher {
    return new Publisher(this.context);
  }

  /**
   * @param kinds the kinds of media that the publisher announced
   * @param owner hears when the peer connection fails on its own
   */
  createSubscriber(publisher: Publisher, kinds: ReadonlySet<string>, owner?: SubscriberOwner): Subscriber {
    return new Subscriber(this.context, publisher, kinds, owner);
  }
}
