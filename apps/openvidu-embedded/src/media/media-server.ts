import { RTCDtlsTransport } from 'werift';
import type { MediaSettings } from './media-connection';
import { Publisher } from './publisher';
import { Subscriber } from './subscriber';
import { guardUdpSockets } from './udp-guard';

/** Makes publishers and subscribers; whoever asks for one closes it. */
export class MediaServer {
  constructor(private readonly settings: MediaSettings) {
    guardUdpSockets();
  }

  /** Makes the certificate that all peer connections share, so that the first participant does not wait for it. */
  async prepare(): Promise<void> {
    await RTCDtlsTransport.SetupCertificate();
  }

  createPublisher(): Publisher {
    return new Publisher(this.settings);
  }

  /** @param kinds the kinds of media that the publisher announced */
  createSubscriber(publisher: Publisher, kinds: ReadonlySet<string>): Subscriber {
    return new Subscriber(this.settings, publisher, kinds);
  }
}
