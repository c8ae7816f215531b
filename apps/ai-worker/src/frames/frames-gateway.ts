import { FRAMES_NAMESPACE } from '@bapsang/shared';
import {
  Ack,
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { FrameAdmission } from './frame-admission';
import { FrameIntake } from './frame-intake';
import type { FramesNamespace, FramesSocket } from './frames-socket';

/** Where browsers send frames. NestJS's guards, pipes and filters do not see handshakes, so errors are mapped here. */
@WebSocketGateway({ namespace: FRAMES_NAMESPACE })
export class FramesGateway implements OnGatewayInit<FramesNamespace>, OnGatewayDisconnect<FramesSocket> {
  constructor(
    private readonly admission: FrameAdmission,
    private readonly intake: FrameIntake,
  ) {}

  afterInit(namespace: FramesNamespace): void {
    namespace.use((socket, next) => {
      this.admission.admit(socket).then(() => next(), next);
    });
  }

  handleDisconnect(socket: FramesSocket): void {
    this.admission.leave(socket);
  }

  /**
   * A frame, see `BrowserToWorkerEvents.frame`.
   * @param body the arguments before the reply, whatever the client sent
   * @param reply the acknowledgement, where the client asked for one
   */
  @SubscribeMessage('frame')
  async frame(
    @ConnectedSocket() socket: FramesSocket,
    @MessageBody() body: unknown,
    @Ack() reply: unknown,
  ): Promise<void> {
    const [header, jpeg] = Array.isArray(body) ? (body as readonly unknown[]) : [body];
    const answer = await this.intake.take(socket.data.seat, header, jpeg);
    if (typeof reply === 'function') (reply as (answer: unknown) => void)(answer);
  }

  /** A wish to be calibrated, see `BrowserToWorkerEvents.calibrate`. */
  @SubscribeMessage('calibrate')
  calibrate(@ConnectedSocket() socket: FramesSocket): void {
    this.intake.calibrate(socket.data.seat);
  }
}
