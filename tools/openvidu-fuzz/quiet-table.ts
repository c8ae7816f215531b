import { MediaPeer, type PeerKind } from '../../apps/openvidu-embedded/src/testing/media-peer';
import { join } from '../../apps/openvidu-embedded/src/testing/connections';
import type { RpcClient, RpcMessage } from '../../apps/openvidu-embedded/src/testing/rpc-client';

/** The session of those who must not be disturbed. */
export const QUIET_SESSION = 'quiet-table';

/** One audio and one video packet in each, ms. */
const PACKET_INTERVAL = 20;

const PING_INTERVAL = 4_000;

/** Longer silences than this are counted, ms. */
const LONG_SILENCE = 1_000;

const TICKS: Readonly<Record<PeerKind, number>> = { audio: 960, video: 1_800 };

/** What the subscriber saw of the publisher. */
export interface Undisturbed {
  readonly sent: number;
  readonly received: number;
  /** Never received, of those sent before the last one that was. */
  readonly lost: number;
  /** Silences of more than a second. */
  readonly longSilences: number;
  /** ms */
  readonly longestSilence: number;
  /** Whether both are in the session over their first sockets. */
  readonly bothThere: boolean;
}

/** How the table is reached; `testing/connections` calls REST with the secret of tests. */
export interface QuietTableTarget {
  readonly url: string;
}

/** A publisher and a subscriber between whom media flows all the time. */
export class QuietTable {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly seen = { audio: new Set<number>(), video: new Set<number>() };
  private last = Date.now();
  private number = 0;
  private longSilences = 0;
  private longestSilence = 0;
  private failedPings = 0;
  private wasEnded = false;

  private constructor(
    /** The connection ids of both and the id of the stream: anybody may know them. */
    readonly ids: { readonly publisher: string; readonly subscriber: string; readonly stream: string },
    private readonly clients: readonly RpcClient[],
    private readonly peers: readonly [MediaPeer, MediaPeer],
  ) {
    this.peers[1].onPacket((kind, sequenceNumber) => this.received(kind, sequenceNumber));
    this.timers.push(setInterval(() => this.send(), PACKET_INTERVAL));
    this.timers.push(setInterval(() => void this.ping(), PING_INTERVAL));
  }

  /** Sits two people down; done when the first packet has come through. */
  static async open({ url }: QuietTableTarget): Promise<QuietTable> {
    const sending = await MediaPeer.create('sendonly');
    const receiving = await MediaPeer.create('recvonly');
    const publisher = await join(url, QUIET_SESSION);
    const subscriber = await join(url, QUIET_SESSION, { role: 'SUBSCRIBER' });
    const media = { doLoopback: false, hasAudio: true, hasVideo: true, audioActive: true, videoActive: true };
    const published = await publisher.client.request('publishVideo', { ...media, sdpOffer: sending.offer });
    await sending.connect(String(published.result?.sdpAnswer));
    const stream = String(published.result?.id);
    const received = await subscriber.client.request('receiveVideoFrom', { sender: stream, sdpOffer: receiving.offer });
    const ids = { publisher: publisher.id, subscriber: subscriber.id, stream };
    const table = new QuietTable(ids, [publisher.client, subscriber.client], [sending, receiving]);
    await receiving.connect(String(received.result?.sdpAnswer));
    while (table.seen.audio.size === 0 || table.seen.video.size === 0) await table.pause();
    return table;
  }

  /** What was seen since the beginning. */
  get undisturbed(): Undisturbed {
    const seen = [...Object.values(this.seen)];
    const lost = seen.map((numbers) => {
      const first = Math.min(...firstAndLast(numbers));
      const last = Math.max(...firstAndLast(numbers));
      return last - first + 1 - numbers.size;
    });
    return {
      sent: this.number * 2,
      received: seen.reduce((sum, { size }) => sum + size, 0),
      lost: lost.reduce((sum, count) => sum + count, 0),
      longSilences: this.longSilences,
      longestSilence: Math.max(this.longestSilence, Date.now() - this.last),
      bothThere:
        this.failedPings === 0 &&
        this.clients.every(({ socket }) => socket.readyState === socket.OPEN) &&
        !this.wasEnded &&
        !this.clients.some(({ messages }) => messages.some((message) => this.tellsOfAnEnd(message))),
    };
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const client of this.clients) client.socket.close();
    await Promise.all(this.peers.map((peer) => peer.close()));
  }

  /** Whether a notification says that one of the two has left or that the stream is over. */
  private tellsOfAnEnd({ method = '', params }: RpcMessage): boolean {
    const ends = ['participantLeft', 'participantEvicted', 'participantUnpublished'];
    return ends.includes(method) && Object.values(this.ids).includes(String(params?.connectionId));
  }

  private async ping(): Promise<void> {
    for (const client of this.clients) {
      // What a subscriber is told is kept by its client; nobody reads it here.
      this.wasEnded ||= client.messages.some((message) => this.tellsOfAnEnd(message));
      client.messages.splice(0);
      await client.request('ping', { interval: 20_000 }).catch(() => this.failedPings++);
    }
  }

  private send(): void {
    this.number++;
    for (const kind of ['audio', 'video'] as const) {
      const timestamp = (this.number * TICKS[kind]) >>> 0;
      const payload = kind === 'audio' ? Buffer.alloc(80, 1) : Buffer.concat([Buffer.from([0x10]), Buffer.alloc(400)]);
      this.peers[0].send(kind, this.number & 0xffff, timestamp, payload).catch(() => undefined);
    }
  }

  private received(kind: PeerKind, sequenceNumber: number): void {
    const now = Date.now();
    const silence = now - this.last;
    if (silence > LONG_SILENCE) this.longSilences++;
    this.longestSilence = Math.max(this.longestSilence, silence);
    this.last = now;
    this.seen[kind].add(extended(sequenceNumber, this.number));
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, PACKET_INTERVAL));
  }
}

/** The number that was sent, of which only 16 bits arrive. */
function extended(sequenceNumber: number, newest: number): number {
  const candidate = (newest & ~0xffff) | sequenceNumber;
  return candidate > newest + 0x8000 ? candidate - 0x1_0000 : candidate;
}

function firstAndLast(numbers: ReadonlySet<number>): readonly number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[0] ?? 0, sorted.at(-1) ?? -1];
}
