import { isGranted, type JoinedMeal, type RecognitionAnswer } from '@bapsang/shared';
import type { Camera, Picture } from './camera';
import type { DialledAddresses } from './dialled-addresses';
import { type MealApi, RefusedRequest } from './meal-api';
import { OpenviduSeat } from './openvidu-seat';
import { loadPageRecognition, type PageLink, pageLinkParts } from './page-recognition';
import { ParticipantRecord } from './participant-record';
import { RecordedSockets } from './recorded-sockets';

/** What a synthetic participant is made of. */
export interface ParticipantOptions {
  readonly api: MealApi;
  readonly addresses: DialledAddresses;
  readonly mealId: string;
  readonly displayName: string;
  readonly camera: Camera;
  /** The most frames a second to send; the worker may ask for fewer. */
  readonly framesPerSecond: number;
  /** From which of this machine's addresses OpenVidu is dialled. */
  readonly localAddress?: string;
}

/** What no frame that is worth asking for lies before. */
const FRAMES_REMEMBERED = 50;

/**
 * Somebody at a table without a browser: joins over REST, opens the OpenVidu connection, and sends frames with the page's own
 * code, which asks for tickets, waits, moves and comes back as a browser does.
 */
export class SyntheticParticipant {
  /** What it has lived through. */
  readonly record = new ParticipantRecord();
  private readonly bites = new Map<number, Picture['bite']>();
  private readonly sockets: RecordedSockets;
  private readonly link: PageLink;
  private lastCapturedAt = 0;

  private constructor(
    private readonly options: ParticipantOptions,
    private readonly joined: JoinedMeal,
    private readonly seat: OpenviduSeat,
  ) {
    const { RecognitionLink, openFrameSocket } = loadPageRecognition();
    const biteAt = (capturedAt: number): Picture['bite'] => this.bites.get(capturedAt);
    this.sockets = new RecordedSockets(openFrameSocket, options.addresses, this.record, biteAt);
    const parts = pageLinkParts({
      capture: () => this.capture(),
      openSocket: this.sockets.open,
      renew: () => this.renew(),
      framesPerSecond: options.framesPerSecond,
    });
    this.link = new RecognitionLink(parts, this.noted(joined.recognition));
  }

  /**
   * Joins a meal and begins to send frames.
   * @throws RefusedRequest, or Error where OpenVidu cannot be joined
   */
  static async join(options: ParticipantOptions): Promise<SyntheticParticipant> {
    const { api, mealId, displayName } = options;
    const joined = await api.join(mealId, { displayName, recognition: 'server' });
    const seat = await OpenviduSeat.take(joined.token, options.addresses, options.localAddress);
    return new SyntheticParticipant(options, joined, seat);
  }

  get mealId(): string {
    return this.options.mealId;
  }

  get participantId(): string {
    return this.joined.participantId;
  }

  /** The OpenVidu connection. */
  get connectionId(): string {
    return this.joined.connectionId;
  }

  /** Bearer secret of the participant. */
  get rejoinKey(): string {
    return this.joined.rejoinKey;
  }

  /** Address of the recognition server that it sends frames to; undefined where it has none now. */
  get worker(): string | undefined {
    return this.sockets.worker;
  }

  /** What the page would say of its recognition, such as `active` or `paused lost`. */
  get status(): string {
    const { state, reason } = this.link.status.value;
    return reason === undefined ? state : `${state} ${reason}`;
  }

  /** What it sees and hears of its table. */
  get table(): Pick<OpenviduSeat, 'isOpen' | 'signals' | 'repeated' | 'totalsOf'> {
    return this.seat;
  }

  /** Leaves; no frame is sent any more. */
  async leave(): Promise<void> {
    await this.link.close();
    this.record.finish(Date.now());
    await this.seat.leave();
  }

  private capture(): { readonly jpeg: Uint8Array; readonly capturedAt: number } {
    const { jpeg, bite } = this.options.camera.next();
    // The moment of a frame identifies it, so no two have the same.
    const capturedAt = Math.max(Date.now(), this.lastCapturedAt + 1);
    this.lastCapturedAt = capturedAt;
    this.bites.set(capturedAt, bite);
    for (const old of this.bites.keys()) {
      if (this.bites.size <= FRAMES_REMEMBERED) break;
      this.bites.delete(old);
    }
    return { jpeg, capturedAt };
  }

  private async renew(): Promise<RecognitionAnswer> {
    try {
      return this.noted(await this.options.api.renew(this.mealId, this.joined));
    } catch (error) {
      this.record.count(`renewal ${error instanceof RefusedRequest ? error.code : 'unreachable'}`);
      throw error;
    }
  }

  private noted(answer: RecognitionAnswer): RecognitionAnswer {
    if (!isGranted(answer)) this.record.count(`ticket ${answer.unavailable}`);
    return answer;
  }
}
