import { WORKER_PROTOCOL_VERSION, type WorkerRegistration } from '@bapsang/shared';
import type { Closable, Logger } from '@bapsang/server';
import { assignCorrelationId, HttpErrorFilter, NestLogger } from '@bapsang/server/nest';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { AiWorkerModule } from './ai-worker-module';
import type { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { readWorkerVersion } from './configuration/worker-version';
import { FrameAdmission } from './frames/frame-admission';
import { FrameIntake } from './frames/frame-intake';
import { FramesSocketAdapter } from './frames/frames-socket-adapter';
import { Seats } from './frames/seats';
import { WorkerHealthSource, type WorkerHealth } from './health/worker-health';
import { WorkerMetrics } from './health/worker-metrics';
import { InferencePool } from './inference/inference-pool';
import { inferenceLaunch } from './inference/inference-launch';
import { MotionModelFolder } from './inference/models/motion-model-folder';
import { MotionModelWatch } from './inference/models/motion-model-watch';
import { ApiLink } from './reports/api-link';
import { LoadMeter } from './reports/load-meter';
import { MotionReports } from './reports/motion-reports';
import { ReportOutbox } from './reports/report-outbox';
import { signWorkerToken } from './reports/worker-token';
import { TicketVerifier } from './tickets/ticket-verifier';

/** One ai-worker: everything that it is made of, how it opens and in which order it closes. */
export class AiWorker implements Closable {
  /** Random per start: the api takes a worker that was started again for another one. */
  private readonly workerId = `worker-${randomUUID()}`;
  private readonly version = readWorkerVersion();
  private readonly loadMeter = new LoadMeter(performance.now());
  private readonly inference: InferencePool;
  private readonly models: MotionModelWatch;
  private readonly metrics: WorkerMetrics;
  private readonly link: ApiLink;
  private readonly reports: MotionReports;
  private readonly seats: Seats;
  private readonly admission: FrameAdmission;
  private readonly intake: FrameIntake;
  private application: NestExpressApplication | undefined;
  private linkOpened = false;
  private draining = false;
  private closed: Promise<void> | undefined;

  constructor(
    private readonly environment: AiWorkerEnvironment,
    private readonly logger: Logger,
  ) {
    this.metrics = new WorkerMetrics({
      processes: () => this.inference.describe(),
      participants: () => this.seats.size,
      model: () => this.inference.model,
    });
    this.inference = new InferencePool(
      {
        processes: environment.WORKER_PROCESSES,
        framesPerSecond: environment.WORKER_FRAMES_PER_SECOND,
        launch: inferenceLaunch(environment),
        observer: this.metrics,
      },
      () => this.openLink(),
      logger,
    );
    this.models = new MotionModelWatch(
      new MotionModelFolder(environment.WORKER_MOTION_MODELS),
      (artefact) => this.inference.useModel(artefact),
      logger,
    );
    this.link = new ApiLink(
      {
        apiUrl: environment.API_URL,
        signToken: () => signWorkerToken(this.workerId, environment.WORKER_SECRET),
        registration: () => this.describe(),
        load: () => this.measureLoad(),
        restate: () => this.reports.restate(),
        withdraw: (withdrawal) => this.admission.withdraw(withdrawal),
      },
      new ReportOutbox(),
      logger,
    );
    this.reports = new MotionReports((report) => this.link.report(report));
    this.seats = new Seats(environment.WORKER_PLACES, (participantId) => this.inference.forget(participantId));
    const tickets = new TicketVerifier(this.workerId, environment.WORKER_SECRET);
    this.admission = new FrameAdmission(tickets, this.seats, logger);
    this.intake = new FrameIntake(environment.WORKER_MAX_FRAME_BYTES, this.seats, this.inference, this.reports, logger);
  }

  /** The port that it listens on; 0 before {@link open}. */
  get port(): number {
    return (this.application?.getHttpServer().address() as AddressInfo | null)?.port ?? 0;
  }

  /**
   * Listens and starts the inference processes. The api is told as soon as the first of them is ready.
   * @throws Error where the port is taken
   */
  async open(): Promise<void> {
    const { WORKER_HOST, WORKER_PORT, WORKER_MAX_FRAME_BYTES } = this.environment;
    const application = await NestFactory.create<NestExpressApplication>(
      AiWorkerModule.with(this.admission, this.intake, new WorkerHealthSource(() => this.readHealth()), this.metrics),
      { logger: new NestLogger(this.logger), abortOnError: false },
    );
    this.application = application;
    application.disable('x-powered-by');
    application.use(assignCorrelationId);
    application.useGlobalFilters(new HttpErrorFilter(this.logger));
    application.useWebSocketAdapter(new FramesSocketAdapter(application, WORKER_MAX_FRAME_BYTES, this.logger));
    await application.listen(WORKER_PORT, WORKER_HOST);
    this.logger.info('worker.listening', { workerId: this.workerId, port: this.port, version: this.version });
    await this.models.open();
    if (!this.draining) this.inference.start();
  }

  /** Refuses newcomers, stops the intake, delivers what is left to the api, then ends sockets, server and processes. */
  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async end(): Promise<void> {
    this.draining = true;
    this.seats.close();
    this.intake.stop();
    this.reports.close();
    await this.models.close();
    await this.link.close();
    const inferenceClosed = this.inference.close();
    // Browsers keep their HTTP connections open; without this the server would wait for them.
    this.application?.getHttpServer().closeAllConnections();
    await this.application?.close();
    await inferenceClosed;
    this.metrics.close();
  }

  private openLink(): void {
    if (this.linkOpened || this.draining) return;
    this.linkOpened = true;
    this.link.open();
  }

  private describe(): WorkerRegistration {
    const { environment, inference } = this;
    const { backend, model } = inference;
    if (!backend) throw new Error('The worker cannot register before an inference process was ready.');
    return {
      workerId: this.workerId,
      protocolVersion: WORKER_PROTOCOL_VERSION,
      version: this.version,
      url: environment.WORKER_PUBLIC_URL,
      places: environment.WORKER_PLACES,
      backend,
      model,
      maxFrameBytes: environment.WORKER_MAX_FRAME_BYTES,
      framesPerSecond: environment.WORKER_FRAMES_PER_SECOND,
      width: environment.WORKER_FRAME_WIDTH,
      height: environment.WORKER_FRAME_HEIGHT,
    };
  }

  private measureLoad(): ReturnType<LoadMeter['measure']> {
    const figures = {
      participants: this.seats.size,
      places: this.environment.WORKER_PLACES,
      processes: this.inference.readyProcesses,
      frameCost: this.inference.frameCost,
      framesSeen: this.inference.framesSeen,
      draining: this.draining,
    };
    return this.loadMeter.measure(figures, performance.now());
  }

  private readHealth(): WorkerHealth {
    const working = this.inference.readyProcesses > 0 && this.link.registered;
    return {
      status: this.draining ? 'closing' : working ? 'ready' : 'not_ready',
      workerId: this.workerId,
      version: this.version,
      backend: this.inference.backend ?? null,
      model: this.inference.model,
      processes: this.inference.describe(),
      participants: this.seats.size,
      registered: this.link.registered,
      timings: this.inference.meanTimings,
    };
  }
}
