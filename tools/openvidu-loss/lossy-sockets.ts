import dgram, { type Socket } from 'node:dgram';
import type { Delivery, DeliveryRecord } from './delivery-record';
import { createLossModel, type Loss, type LossModel } from './loss-model';
import { readMediaPacket } from './media-packet';
import { seededRandom } from './random';

/** What is lost on the way from browsers to this process (up) and from it to them (down). */
export interface LossDirections {
  readonly up: Loss;
  readonly down: Loss;
}

/** What went over the media sockets since loss is injected: DTLS, RTP and RTCP packets. */
export interface LossCounts {
  readonly up: { readonly packets: number; readonly dropped: number };
  readonly down: { readonly packets: number; readonly dropped: number };
  readonly delivery: Delivery;
}

interface Models {
  readonly up: LossModel;
  readonly down: LossModel;
}

const NO_LOSS: LossDirections = { up: { kind: 'none' }, down: { kind: 'none' } };

/**
 * Every UDP socket that this process opens from now on loses packets as it is told to. STUN is never lost, so that
 * addresses are found and consent stays fresh; this measures media. Each socket and direction has its own seeded model.
 */
export class LossySockets {
  private readonly counts = { up: { packets: 0, dropped: 0 }, down: { packets: 0, dropped: 0 } };
  private readonly models: Models[] = [];
  private loss = NO_LOSS;

  private injectedAt = performance.now();

  /**
   * @param seed which packets are lost
   * @param record follows the packets of a video
   */
  constructor(
    private readonly seed: number,
    private readonly record: DeliveryRecord,
  ) {
    const createSocket = dgram.createSocket.bind(dgram) as (...given: unknown[]) => Socket;
    dgram.createSocket = (...given: unknown[]) => this.wrap(createSocket(...given));
  }

  /** Loses packets from now on, of sockets that are open and of those to come; counting begins anew. */
  inject(loss: LossDirections): void {
    this.loss = loss;
    this.injectedAt = performance.now();
    this.record.clear();
    this.models.forEach((_, index) => (this.models[index] = this.createModels(index)));
    Object.assign(this.counts, { up: { packets: 0, dropped: 0 }, down: { packets: 0, dropped: 0 } });
  }

  /** The counts so far. */
  get counted(): LossCounts {
    return { ...structuredClone(this.counts), delivery: this.record.delivery };
  }

  private createModels(index: number): Models {
    return {
      up: createLossModel(this.loss.up, seededRandom(this.seed + 2 * index)),
      down: createLossModel(this.loss.down, seededRandom(this.seed + 2 * index + 1)),
    };
  }

  private wrap(socket: Socket): Socket {
    const index = this.models.push(this.createModels(this.models.length)) - 1;
    const emit = socket.emit.bind(socket) as (...given: unknown[]) => boolean;
    const send = socket.send.bind(socket) as (...given: unknown[]) => void;
    socket.emit = (...given: unknown[]) => {
      const [event, data] = given;
      if (event === 'message' && Buffer.isBuffer(data) && this.loses(index, 'up', data)) return true;
      return emit(...given);
    };
    socket.send = (...given: unknown[]) => {
      if (!Buffer.isBuffer(given[0]) || !this.loses(index, 'down', given[0])) {
        send(...given);
        return;
      }
      const sent = given.at(-1);
      if (typeof sent === 'function') setImmediate(() => (sent as (error: null) => void)(null));
    };
    return socket;
  }

  private loses(index: number, direction: keyof Models, data: Buffer): boolean {
    const packet = readMediaPacket(data);
    if (packet.kind === 'stun' || packet.kind === 'unknown') return false;
    if (direction === 'up') this.record.sentUp(packet);
    const isLost = this.models[index]?.[direction](packet, performance.now() - this.injectedAt) ?? false;
    this.counts[direction].packets++;
    if (isLost) this.counts[direction].dropped++;
    else if (direction === 'down') this.record.arrivedDown(packet);
    return isLost;
  }
}
