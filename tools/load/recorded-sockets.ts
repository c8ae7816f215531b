import type { FrameHeader, FrameReply } from '@bapsang/shared';
import type { DialledAddresses } from './dialled-addresses';
import type { OpenPageFrameSocket, PageFrameSocket } from './page-recognition';
import type { ParticipantRecord, SentFrame, SocketReason } from './participant-record';
import type { Picture } from './camera';

/** Over what a frame goes. */
type FrameWay = Pick<SentFrame, 'worker' | 'socket' | 'reason'>;

/** Opens sockets as the page does and records what goes over them. */
export class RecordedSockets {
  private opened = 0;
  private sockets: readonly { readonly socket: PageFrameSocket; readonly worker: string }[] = [];

  constructor(
    private readonly openSocket: OpenPageFrameSocket,
    private readonly addresses: DialledAddresses,
    private readonly record: ParticipantRecord,
    /** What the frame that was taken at a moment shows of a bite. */
    private readonly biteAt: (capturedAt: number) => Picture['bite'],
  ) {}

  /** Address of the recognition server to which the newest open socket leads; undefined where none is open. */
  get worker(): string | undefined {
    return this.sockets.filter(({ socket }) => !socket.gone.aborted).at(-1)?.worker;
  }

  /** Opens one, as the page's link asks for it. */
  readonly open: OpenPageFrameSocket = async (url, ticket, closing) => {
    this.addresses.require(url);
    let socket: PageFrameSocket;
    try {
      socket = await this.openSocket(url, ticket, closing);
    } catch (error) {
      this.record.count(`socket ${codeOf(error)}`);
      throw error;
    }
    const reason: SocketReason = this.opened === 0 ? 'joined' : this.worker === undefined ? 'lost' : 'moved';
    if (reason === 'moved') this.record.moves += 1;
    if (reason === 'lost') this.record.reconnects += 1;
    this.sockets = [...this.sockets.filter((other) => !other.socket.gone.aborted), { socket, worker: url }];
    this.opened += 1;
    return this.recorded(socket, { worker: url, socket: this.opened, reason });
  };

  private recorded(socket: PageFrameSocket, way: FrameWay): PageFrameSocket {
    const send: PageFrameSocket['send'] = (header, jpeg) => this.send(socket, way, header, jpeg);
    // Everything else that the page's link may ask of its socket stays the socket's own.
    return new Proxy(socket, {
      get: (target, property): unknown => {
        if (property === 'send') return send;
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(target) : value;
      },
    });
  }

  private async send(
    socket: PageFrameSocket,
    way: FrameWay,
    header: FrameHeader,
    jpeg: Uint8Array,
  ): Promise<FrameReply> {
    const { capturedAt } = header;
    const frame = { capturedAt, bite: this.biteAt(capturedAt), ...way };
    const begun = performance.now();
    this.record.sent(frame);
    let reply: FrameReply;
    try {
      reply = await socket.send(header, jpeg);
    } catch (error) {
      this.record.unanswered(frame, Date.now());
      throw error;
    }
    if (reply.accepted) this.record.acknowledged(frame, performance.now() - begun, Date.now());
    else this.record.refused(frame, reply.error.code, Date.now());
    return reply;
  }
}

/** Why a socket could not be opened: the code of the worker's `ErrorBody`, or that nobody answered. */
function codeOf(error: unknown): string {
  return (error as { readonly data?: { readonly code?: string } }).data?.code ?? 'unreachable';
}
