import { MediaStreamTrack, RtpHeader, RtpPacket, type RTCPeerConnection, type RTCRtpSender } from 'werift';
import { createConnection, requestJoin } from '../../apps/openvidu-embedded/src/testing/connections';
import { RpcClient } from '../../apps/openvidu-embedded/src/testing/rpc-client';
import type { SentVideo } from './page-video';
import type { RecordedFrame } from './record-video';
import { createVideoPeer } from './video-peer';
import type { VideoSource } from './video-source';
import { withPictureId } from './vp8-picture';

/** The wrap comes some seconds after the measurement began: recordings have some 100 packets/s. */
const FIRST_SEQUENCE_NUMBER = 64_800;

const PING_INTERVAL = 5_000;
const CLOCK = 90_000;
const TIMESTAMPS = 2 ** 32;

/** How much later a frame is shown than the one before it where the recording begins anew, 90 kHz. */
const FRAME = CLOCK / 30;

/** A participant of our own who publishes a recording again and again; asked for a keyframe, it begins anew. */
export class ReplaySource implements VideoSource {
  private readonly ping: NodeJS.Timeout;
  private timer?: NodeJS.Timeout;
  private sequenceNumber = FIRST_SEQUENCE_NUMBER;
  private timestamp = 0;
  private pictureId = 0;
  private framesSent = 0;
  private packets = 0;
  private position = 0;
  private dueAt = performance.now();

  private constructor(
    private readonly client: RpcClient,
    private readonly peer: RTCPeerConnection,
    private readonly track: MediaStreamTrack,
    private readonly sender: RTCRtpSender,
    private readonly frames: readonly RecordedFrame[],
    readonly streamId: string,
  ) {
    sender.onPictureLossIndication.subscribe(() => (this.position = 0));
    this.ping = setInterval(() => void client.request('ping', { interval: PING_INTERVAL }), PING_INTERVAL);
    this.sendFrame();
  }

  /** Joins the session and publishes. */
  static async publish(url: string, sessionId: string, frames: readonly RecordedFrame[]): Promise<ReplaySource> {
    const { token } = await createConnection(url, sessionId);
    const client = await RpcClient.connect(url);
    const joined = await requestJoin(client, sessionId, token);
    if (joined.error) throw new Error(`The replay could not join: ${joined.error.message}`);
    const peer = createVideoPeer();
    const track = new MediaStreamTrack({ kind: 'video' });
    const { sender } = peer.addTransceiver(track, { direction: 'sendonly' });
    await peer.setLocalDescription(await peer.createOffer());
    const { result, error } = await client.request('publishVideo', {
      sdpOffer: peer.localDescription?.sdp,
      doLoopback: false,
      hasAudio: false,
      hasVideo: true,
      audioActive: false,
      videoActive: true,
      typeOfVideo: 'CAMERA',
      frameRate: 30,
      videoDimensions: JSON.stringify({ width: 640, height: 480 }),
    });
    if (!result) throw new Error(`The replay could not publish: ${error?.message ?? 'no result'}`);
    await peer.setRemoteDescription({ type: 'answer', sdp: String(result.sdpAnswer) });
    return new ReplaySource(client, peer, track, sender, frames, String(result.id));
  }

  async read(): Promise<SentVideo> {
    const reports = [...(await this.sender.getStats()).values()] as unknown as Record<string, unknown>[];
    const outbound = reports.find(({ type }) => type === 'outbound-rtp');
    const retransmittedPacketsSent = Number(outbound?.retransmittedPacketsSent ?? 0);
    return {
      packetsSent: this.packets + retransmittedPacketsSent,
      retransmittedPacketsSent,
      nackCount: Number(outbound?.nackCount ?? 0),
      framesSent: this.framesSent,
    };
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    clearInterval(this.ping);
    this.client.socket.close();
    await this.peer.close();
  }

  private sendFrame(): void {
    const frame = this.frames[this.position];
    if (!frame) return;
    if (this.peer.connectionState === 'connected') this.sendPackets(frame);
    const next = this.frames[this.position + 1];
    const step = next ? (next.timestamp - frame.timestamp + TIMESTAMPS) % TIMESTAMPS : FRAME;
    this.position = next ? this.position + 1 : 0;
    this.timestamp = (this.timestamp + step) % TIMESTAMPS;
    this.dueAt += (step / CLOCK) * 1_000;
    this.timer = setTimeout(() => this.sendFrame(), Math.max(0, this.dueAt - performance.now()));
  }

  private sendPackets({ payloads }: RecordedFrame): void {
    payloads.forEach((payload, index) => {
      const header = new RtpHeader({
        sequenceNumber: this.sequenceNumber,
        timestamp: this.timestamp,
        marker: index === payloads.length - 1,
        payloadType: 96,
      });
      this.track.writeRtp(new RtpPacket(header, withPictureId(payload, this.pictureId)));
      this.sequenceNumber = (this.sequenceNumber + 1) % 0x1_0000;
      this.packets++;
    });
    this.pictureId++;
    this.framesSent++;
  }
}
