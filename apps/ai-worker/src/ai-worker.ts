import { maskError, type Assignment } from '@bapsang/shared';
import { Tracing, type Logger, type Service } from '@bapsang/server';
import { randomUUID } from 'node:crypto';
import { SelfBenchmark } from './capacity/self-benchmark';
import type { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { readWorkerSecrets } from './configuration/worker-secrets';
import { FrameAdmission } from './frames/frame-admission';
import { FrameIntake } from './frames/frame-intake';
import type { Seat } from './frames/seat';
import { Seats, type SeatLeft } from './frames/seats';
import type { FleetFigures } from './health/fleet-metrics';
import { WorkerHealthSource } from './health/worker-health';
import { WorkerMetrics } from './health/worker-metrics';
import type { InferenceLaunch } from './inference/inference-child';
import { inferenceLaunch } from './inference/inference-launch';
import { InferencePool } from './inference/inference-pool';
import { MotionModelFolder } from './inference/models/motion-model-folder';
import { MotionModelWatch } from './inference/models/motion-model-watch';
import { ApiClock } from './link/api-clock';
import { ApiLink } from './link/api-link';
import { isProofOf, signWorkerToken } from './link/worker-token';
import { Drain } from './moves/drain';
import { LinkLoss } from './moves/link-loss';
import { MotionReports } from './reports/motion-reports';
import { TicketVerifier } from './tickets/ticket-verifier';
import { WorkerServer } from './worker-server';
import { WorkerStatus } from './worker-status';

/** One ai-worker: everything that it is made of, how it opens, empties, and in which order it closes. */
export class AiWorker implements Service {
  /** The figures of this worker. */
  readonly metrics: WorkerMetrics;
  /** Settles once the worker has been drained, whoever asked for it. */
  readonly drained: Promise<void>;
  /** Random per start: the api takes a worker that was started again for another one. */
  private readonly workerId = `worker-${randomUUID()}`;
  private readonly clock = new ApiClock();
  private readonly inference: InferencePool;
  private readonly models: MotionModelWatch;
  private readonly benchmark: SelfBenchmark;
  private readonly status: WorkerStatus;
  private readonly link: ApiLink;
  private readonly linkLoss: LinkLoss;
  private readonly reports: MotionReports;
  private readonly seats: Seats;
  private readonly draining: Drain;
  private readonly admission: FrameAdmission;
  private readonly intake: FrameIntake;
  private readonly server: WorkerServer;
  private drainRun: Promise<void> | undefined;
  private closed: Promise<void> | undefined;
  private tellDrained: () => void = () => undefined;

  /**
   * @param launch how inference processes are started
   * @param tracing where its traces go; whoever opened it closes it
   */
  constructor(
    environment: AiWorkerEnvironment,
    private readonly logger: Logger,
    launch: InferenceLaunch = inferenceLaunch(environment),
    private readonly tracing = Tracing.off,
  ) {
    const secrets = readWorkerSecrets(environment.WORKER_SECRET);
    this.drained = new Promise((resolve) => (this.tellDrained = resolve));
    this.metrics = new WorkerMetrics({
      processes: () => this.inference.describe(),
      participants: () => this.seats.size,
      model: () => this.inference.model,
      fleet: () => this.figures(),
    });
    this.inference = new InferencePool(
      {
        processes: environment.WORKER_PROCESSES,
        framesPerSecond: environment.WORKER_FRAMES_PER_SECOND,
        launch,
        observer: this.metrics,
      },
      () => this.benchmark.processReady(),
      logger,
    );
    this.benchmark = new SelfBenchmark(
      {
        processes: environment.WORKER_PROCESSES,
        framesPerSecond: environment.WORKER_FRAMES_PER_SECOND,
        width: environment.WORKER_FRAME_WIDTH,
        height: environment.WORKER_FRAME_HEIGHT,
        places: environment.WORKER_PLACES,
      },
      this.inference,
      () => this.link.open(),
      logger,
    );
    this.models = new MotionModelWatch(
      new MotionModelFolder(environment.WORKER_MOTION_MODELS),
      (artefact) => this.inference.useModel(artefact),
      logger,
    );
    this.seats = new Seats(
      () => this.status.places,
      (seat, how) => this.forget(seat, how),
      () => this.clock.now(),
    );
    this.status = new WorkerStatus({
      workerId: this.workerId,
      environment,
      inference: this.inference,
      seats: this.seats,
      benchmark: this.benchmark,
      clock: this.clock,
      linked: () => this.link.registered,
    });
    this.link = new ApiLink(
      {
        apiUrl: environment.API_URL,
        signToken: () => signWorkerToken(this.workerId, secrets.signing, this.clock.now()),
        isProof: (token, proof) => isProofOf(token, proof, secrets.accepted),
        registration: () => this.status.registration(),
        load: () => this.status.load(),
        restate: () => this.reports.restate(),
        linkUp: () => this.linkLoss.stop(),
        linkDown: (since) => this.followLoss(since),
        clock: this.clock,
        commands: {
          assign: (assignment) => this.reserve(assignment),
          release: (participantId) => this.seats.release(participantId),
          drain: () => void this.drain(),
          withdraw: (withdrawal) => this.admission.withdraw(withdrawal),
        },
      },
      logger,
    );
    this.reports = new MotionReports((report) => this.link.report(report));
    const { seats } = this;
    this.linkLoss = new LinkLoss({ seats, moved: () => this.metrics.fleet.moved('link') }, logger);
    this.draining = new Drain(
      {
        seats,
        deadline: environment.WORKER_DRAIN_DEADLINE * 1000,
        unkept: () => this.link.unkept,
        moved: () => this.metrics.fleet.moved('drain'),
      },
      logger,
    );
    const tickets = new TicketVerifier(this.workerId, secrets.accepted, () => this.clock.now());
    this.admission = new FrameAdmission(tickets, seats, tracing, logger, (code) =>
      this.metrics.fleet.ticketRefused(code),
    );
    this.server = new WorkerServer(environment, logger, () => this.metrics.handshakeLimited());
    this.intake = new FrameIntake(
      environment.WORKER_MAX_FRAME_BYTES,
      seats,
      this.inference,
      this.reports,
      () => this.clock.now(),
      tracing,
      logger,
    );
  }

  /** The port that it listens on; 0 before {@link open}. */
  get port(): number {
    return this.server.port;
  }

  /**
   * Listens and starts the inference processes. The api is told once they have been measured.
   * @throws Error where the port is taken
   */
  async open(): Promise<void> {
    const health = new WorkerHealthSource(() => this.status.health());
    await this.server.open(this.admission, this.intake, health, this.metrics);
    const { version } = this.status;
    this.logger.info('worker.listening', { workerId: this.workerId, port: this.port, version });
    await this.models.open();
    if (this.status.phase === 'open') this.inference.start();
  }

  /**
   * Takes nobody new and has everybody move elsewhere, while frames are looked at as before.
   * @returns settles once nobody is left and everything is in the journal, or at WORKER_DRAIN_DEADLINE
   */
  drain(): Promise<void> {
    this.drainRun ??= this.empty();
    return this.drainRun;
  }

  /** Refuses newcomers, stops the intake, delivers what is left to the api, then ends sockets, server and processes. */
  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async empty(): Promise<void> {
    if (this.status.phase !== 'open') return;
    this.status.phase = 'draining';
    this.seats.close();
    this.linkLoss.stop();
    this.link.tellLoad();
    await this.draining.run();
    this.tellDrained();
  }

  private async end(): Promise<void> {
    this.status.phase = 'closing';
    this.draining.stop();
    this.linkLoss.stop();
    this.benchmark.close();
    this.seats.close();
    this.intake.stop();
    this.reports.close();
    await this.models.close();
    await this.link.close();
    this.status.close();
    const inferenceClosed = this.inference.close();
    await this.server.close();
    await inferenceClosed;
    this.metrics.close();
  }

  private followLoss(since: number): void {
    if (this.status.phase === 'open') this.linkLoss.linkDown(since);
  }

  private reserve(assignment: Assignment): void {
    const { participantId, correlationId, traceparent: parent } = assignment;
    const span = parent === undefined ? undefined : this.tracing.begin('worker.assign', { parent });
    try {
      this.seats.reserve(assignment);
      this.metrics.fleet.assigned('accepted');
      this.logger.info('assignment.accepted', { participantId, correlationId });
    } catch (thrown) {
      const { code } = maskError(thrown);
      span?.fail(thrown);
      this.metrics.fleet.assigned(code);
      this.logger.warn('assignment.refused', { participantId, correlationId, code });
      throw thrown;
    } finally {
      span?.end();
    }
  }

  /**
   * Drops what is known of who has no seat any more. Who leaves a worker that drains as they were asked to has gone on elsewhere, so
   * there is nothing to say; of everybody else it is told before long that no frames come.
   */
  private forget(seat: Seat, how: SeatLeft): void {
    const { participantId } = seat.participant;
    this.inference.forget(participantId);
    if (how === 'left' && seat.isMoving && this.status.phase === 'draining') this.reports.handOver(participantId);
  }

  private figures(): FleetFigures {
    const { status, link } = this;
    return {
      load: status.load(),
      places: status.places,
      capacity: status.capacity,
      linked: status.linked,
      unkept: link.unkept,
      dropped: link.dropped,
    };
  }
}
