import type { Closable, Logger } from '@bapsang/server';
import { assignCorrelationId, HttpErrorFilter, NestLogger } from '@bapsang/server/nest';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { AiWorkerModule } from './ai-worker-module';
import type { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { FramesSocketAdapter } from './frames/frames-socket-adapter';
import { HandshakeLimit } from './frames/handshake-limit';

/** What is behind the doors of a worker, in the order of {@link AiWorkerModule.with}. */
export type BehindTheDoors = Parameters<typeof AiWorkerModule.with>;

/** The HTTP and Socket.IO server of a worker. */
export class WorkerServer implements Closable {
  private application: NestExpressApplication | undefined;

  /** @param handshakeLimited called for every handshake that is one too many from its address */
  constructor(
    private readonly environment: AiWorkerEnvironment,
    private readonly logger: Logger,
    private readonly handshakeLimited: () => void,
  ) {}

  /** The port that it listens on; 0 before {@link open}. */
  get port(): number {
    return (this.application?.getHttpServer().address() as AddressInfo | null)?.port ?? 0;
  }

  /**
   * Listens.
   * @throws Error where the port is taken
   */
  async open(...behind: BehindTheDoors): Promise<void> {
    const { WORKER_HOST, WORKER_PORT, WORKER_MAX_FRAME_BYTES } = this.environment;
    const application = await NestFactory.create<NestExpressApplication>(AiWorkerModule.with(...behind), {
      logger: new NestLogger(this.logger),
      abortOnError: false,
    });
    this.application = application;
    application.disable('x-powered-by');
    application.use(assignCorrelationId);
    application.useGlobalFilters(new HttpErrorFilter(this.logger));
    const handshakes = new HandshakeLimit(this.environment, this.logger, () => this.handshakeLimited());
    application.useWebSocketAdapter(
      new FramesSocketAdapter(application, WORKER_MAX_FRAME_BYTES, handshakes, this.logger),
    );
    await application.listen(WORKER_PORT, WORKER_HOST);
  }

  async close(): Promise<void> {
    // Browsers keep their HTTP connections open; without this the server would wait for them.
    this.application?.getHttpServer().closeAllConnections();
    await this.application?.close();
  }
}
