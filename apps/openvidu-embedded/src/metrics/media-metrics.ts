import { Counter, Gauge, type Registry } from 'prom-client';
import type { MediaStatistics } from '../media/media-statistics';

/** What the media server counts, read only. */
export type MediaFigures = Readonly<MediaStatistics>;

type CountedFigure = Exclude<keyof MediaFigures, 'openPeerConnections'>;

interface MetricDescription {
  readonly name: string;
  readonly help: string;
}

const COUNTERS: Readonly<Record<CountedFigure, MetricDescription>> = {
  packetsReceived: { name: 'packets_received_total', help: 'RTP packets received from publishers.' },
  packetsSent: { name: 'packets_sent_total', help: 'RTP packets sent to subscribers, without retransmissions.' },
  bytesReceived: { name: 'received_bytes_total', help: 'RTP payload received from publishers, in bytes.' },
  bytesSent: { name: 'sent_bytes_total', help: 'RTP payload sent to subscribers, in bytes.' },
  packetsLost: { name: 'packets_lost_total', help: 'RTP packets of publishers that a later one overtook.' },
  packetsRecovered: {
    name: 'packets_recovered_total',
    help: 'Overtaken RTP packets of publishers that came after all.',
  },
  nacksSent: { name: 'nacks_sent_total', help: 'RTCP NACKs sent to publishers.' },
  retransmissionsSent: { name: 'retransmissions_sent_total', help: 'RTP packets sent to subscribers once more.' },
  nacksReceived: { name: 'nacks_received_total', help: 'RTCP NACKs received from subscribers.' },
  keyframeRequests: { name: 'keyframe_requests_total', help: 'RTCP PLIs sent to publishers.' },
};

/** Registers the figures of the media server, `openvidu_media_*`; they are read when somebody asks. */
export function registerMediaMetrics(registry: Registry, figures: MediaFigures): void {
  for (const [figure, { name, help }] of Object.entries(COUNTERS)) {
    new Counter({
      name: `openvidu_media_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(figures[figure as CountedFigure]);
      },
    });
  }
  new Gauge({
    name: 'openvidu_media_peer_connections',
    help: 'Peer connections that are not closed yet.',
    registers: [registry],
    collect() {
      this.set(figures.openPeerConnections);
    },
  });
}
