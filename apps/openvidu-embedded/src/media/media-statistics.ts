/** What the media of a deployment has done since it started: numbers that only grow, but for the one gauge. */
export class MediaStatistics {
  /** RTP packets from publishers, retransmitted ones included, repeated ones not. */
  packetsReceived = 0;
  /** RTP packets to subscribers, without retransmissions. */
  packetsSent = 0;
  /** RTP payload of `packetsReceived`, bytes. */
  bytesReceived = 0;
  /** RTP payload of `packetsSent`, bytes. */
  bytesSent = 0;
  /** Packets of publishers that a later one overtook, whether or not they came after all. */
  packetsLost = 0;
  /** Of `packetsLost`, those that did come, late or retransmitted. What is left of the loss is the difference. */
  packetsRecovered = 0;
  /** RTCP NACKs to publishers; each may ask for many packets. */
  nacksSent = 0;
  /** RTP packets that subscribers got once more because they asked. */
  retransmissionsSent = 0;
  /** RTCP NACKs from subscribers. */
  nacksReceived = 0;
  /** RTCP PLIs to publishers: keyframes that were asked for after throttling. */
  keyframeRequests = 0;
  /** Peer connections that are not closed yet. A gauge: back at 0 when everybody has left. */
  openPeerConnections = 0;
}
