import { MOTION_SIGNAL_TYPE, MotionSignal, type MotionTotals, parse } from '@bapsang/shared';
import { withDeadline } from '@bapsang/server';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { DialledAddresses } from './dialled-addresses';

/** How long joining may take, ms. */
const JOIN_DEADLINE = 15_000;

/** How often openvidu-browser says that it is there, ms; who is silent for three of them is taken for dead. */
const PING_INTERVAL = 5000;

/** A message of OpenVidu's JSON-RPC: the answer to a request, or news. */
interface RpcMessage {
  readonly id?: number;
  readonly result?: object;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly type?: string; readonly data?: string; readonly from?: string };
}

/** What somebody at the table has heard of one participant. */
interface HeardParticipant {
  readonly sequence: number;
  readonly totals: MotionTotals;
}

/** A connection to a meal's OpenVidu session that is really open, without media: what a browser is to the api and to OpenVidu. */
export class OpenviduSeat {
  /** `signal:motion` that came. */
  signals = 0;
  /** Of these, those that were not newer than what had come before; a page drops them. */
  repeated = 0;
  private readonly heard = new Map<string, HeardParticipant>();
  private readonly pinging: NodeJS.Timeout;
  private nextId = 1;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.take(JSON.parse(data.toString()) as RpcMessage));
    socket.on('error', () => undefined);
    this.pinging = setInterval(() => this.request('ping', { interval: PING_INTERVAL }), PING_INTERVAL);
  }

  /**
   * Takes a seat as openvidu-browser does.
   * @param token as the api gave it: the address of the deployment, with session and token in its query
   * @param localAddress from which of this machine's addresses, where several are to share the load
   * @throws Error where the address may not be dialled or the token is refused; nothing is left open then
   */
  static async take(token: string, addresses: DialledAddresses, localAddress?: string): Promise<OpenviduSeat> {
    const url = addresses.require(token);
    const session = url.searchParams.get('sessionId') ?? '';
    const socket = new WebSocket(
      `${url.protocol}//${url.host}/openvidu?sessionId=${session}`,
      localAddress === undefined ? {} : { localAddress },
    );
    const seat = new OpenviduSeat(socket);
    try {
      await withDeadline(once(socket, 'open'), JOIN_DEADLINE, 'Reaching OpenVidu');
      await withDeadline(seat.join(session, token), JOIN_DEADLINE, 'Joining the OpenVidu session');
      return seat;
    } catch (error) {
      seat.kill();
      throw error;
    }
  }

  /** Whether OpenVidu holds the connection. */
  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** What the table was told last that a participant has had; undefined where nothing was told. */
  totalsOf(participantId: string): MotionTotals | undefined {
    return this.heard.get(participantId)?.totals;
  }

  /** Leaves. */
  async leave(): Promise<void> {
    if (this.isOpen) {
      const closed = once(this.socket, 'close');
      this.request('leaveRoom');
      this.socket.close();
      await withDeadline(closed, PING_INTERVAL, 'Leaving OpenVidu').catch(() => undefined);
    }
    this.kill();
  }

  private kill(): void {
    clearInterval(this.pinging);
    this.socket.terminate();
  }

  private async join(session: string, token: string): Promise<void> {
    const id = this.request('joinRoom', {
      token,
      session,
      metadata: '',
      platform: 'load',
      sdkVersion: '2.32.2',
      secret: '',
      recorder: false,
      stt: false,
    });
    await new Promise<void>((resolve, reject) => {
      const look = (data: Buffer): void => {
        const { id: answered, error } = JSON.parse(data.toString()) as RpcMessage;
        if (answered !== id) return;
        this.socket.off('message', look);
        if (error) reject(new Error(`OpenVidu refused the token: ${error.message}`));
        else resolve();
      };
      this.socket.on('message', look);
    });
  }

  private request(method: string, params?: object): number {
    const id = this.nextId++;
    if (this.isOpen) this.socket.send(JSON.stringify({ jsonrpc: '2.0', method, params, id }));
    return id;
  }

  private take({ method, params }: RpcMessage): void {
    if (method !== 'sendMessage' || params?.type !== MOTION_SIGNAL_TYPE || params.from) return;
    const { participantId, sequence, totals } = parse(MotionSignal, JSON.parse(params.data ?? ''));
    this.signals += 1;
    if (sequence > (this.heard.get(participantId)?.sequence ?? -1)) this.heard.set(participantId, { sequence, totals });
    else this.repeated += 1;
  }
}
