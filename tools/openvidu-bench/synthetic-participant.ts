import { RtpHeader, RtpPacket } from 'werift';
import { RpcClient } from '../../apps/openvidu-embedded/src/testing/rpc-client';
import { SendTimes } from './delay-meter';
import type { DeploymentApi } from './deployment-api';
import { mediaPattern, type MediaKind, type PatternPacket } from './media-pattern';
import type { Reception } from './reception';
import { PAYLOAD_TYPES, SyntheticPeer } from './synthetic-peer';

/** The payload of every packet is the beginning of this: what it holds makes no difference to who forwards it. */
const PAYLOAD = Buffer.alloc(1_500, 0x10);

/** How often openvidu-browser says that it is there, ms. */
const PING_INTERVAL = 5_000;

/** Joins as openvidu-browser does, publishes a synthetic camera and microphone and receives those of others. */
export class SyntheticParticipant {
  private readonly sendTimes = new SendTimes();
  private readonly publishing = new SyntheticPeer('sendonly');
  private readonly receiving: SyntheticPeer[] = [];
  private readonly nextNumber: Record<MediaKind, number> = { audio: 0, video: 0 };
  private readonly pattern: Generator<PatternPacket, never>;
  private next: PatternPacket;
  private readonly pinging: NodeJS.Timeout;
  private streamId = '';

  private constructor(
    private readonly client: RpcClient,
    seed: number,
  ) {
    this.pinging = setInterval(() => void this.ping(), PING_INTERVAL);
    this.pattern = mediaPattern(seed);
    this.next = this.pattern.next().value;
  }

  /** Gets a token, joins and begins to publish. */
  static async join(
    api: DeploymentApi,
    url: string,
    session: string,
    seed: number,
  ): Promise<{ readonly participant: SyntheticParticipant; readonly joinedAfter: number }> {
    const startedAt = performance.now();
    const token = await api.createToken(session);
    const client = await RpcClient.connect(url);
    const fixed = { platform: 'bench', sdkVersion: '2.32.2', secret: '', recorder: false, stt: false };
    const participant = new SyntheticParticipant(client, seed);
    await participant.request('joinRoom', { token, session, metadata: '', ...fixed });
    const joinedAfter = performance.now() - startedAt;
    await participant.publish();
    return { participant, joinedAfter };
  }

  /** Receives from another participant, which has to send already. Returns how long it took to the first video, ms. */
  async receiveFrom(other: SyntheticParticipant, reception: Reception): Promise<number> {
    const startedAt = performance.now();
    const peer = new SyntheticPeer('recvonly');
    this.receiving.push(peer);
    await peer.connect((sdpOffer) => this.exchange('receiveVideoFrom', { sender: other.streamId, sdpOffer }));
    await new Promise<void>((resolve) => reception.watch(peer, other.sendTimes, resolve));
    return performance.now() - startedAt;
  }

  /**
   * Sends what is due.
   * @param time ms since the pattern began
   * @returns how many packets were sent
   */
  sendDue(time: number): number {
    let packets = 0;
    for (; this.next.dueAt <= time; packets++) {
      this.send(this.next);
      this.next = this.pattern.next().value;
    }
    return packets;
  }

  async close(): Promise<void> {
    clearInterval(this.pinging);
    await this.request('leaveRoom');
    this.client.kill();
    await Promise.all([this.publishing, ...this.receiving].map((peer) => peer.close()));
  }

  /** Who says nothing for three intervals is taken for dead. */
  private async ping(): Promise<void> {
    await this.client.request('ping', { interval: PING_INTERVAL }).catch(() => undefined);
  }

  private async publish(): Promise<void> {
    const media = { hasAudio: true, hasVideo: true, audioActive: true, videoActive: true, typeOfVideo: 'CAMERA' };
    const rest = { doLoopback: false, frameRate: 30, videoDimensions: '{"width":640,"height":480}' };
    await this.publishing.connect(async (sdpOffer) => {
      const result = await this.request('publishVideo', { sdpOffer, ...media, ...rest });
      this.streamId = String(result.id);
      return String(result.sdpAnswer);
    });
  }

  private send({ kind, size, timestamp, marker }: PatternPacket): void {
    const sequenceNumber = this.nextNumber[kind]++ % 0x1_0000;
    const payloadType = PAYLOAD_TYPES[kind];
    const header = new RtpHeader({ sequenceNumber, timestamp: timestamp % 2 ** 32, marker, payloadType, ssrc: 1 });
    this.sendTimes.note(kind, sequenceNumber, header.timestamp, performance.now());
    const packet = new RtpPacket(header, PAYLOAD.subarray(0, size));
    this.publishing[kind].sender.sendRtp(packet).catch(() => undefined);
  }

  private async exchange(method: string, params: object): Promise<string> {
    return String((await this.request(method, params)).sdpAnswer);
  }

  private async request(method: string, params?: object): Promise<Record<string, unknown>> {
    const { result, error } = await this.client.request(method, params);
    if (!result) throw new Error(`${method} was refused: ${error?.message ?? 'no reason given'}`);
    return result;
  }
}
