import { Module, type DynamicModule } from '@nestjs/common';
import { FrameAdmission } from './frames/frame-admission';
import { FrameIntake } from './frames/frame-intake';
import { FramesGateway } from './frames/frames-gateway';
import { HealthController } from './health/health-controller';
import { MetricsController } from './health/metrics-controller';
import { WorkerHealthSource } from './health/worker-health';
import { WorkerMetrics } from './health/worker-metrics';

/** The doors of the ai-worker; what is behind them is made by `AiWorker`, which also ends it in the right order. */
@Module({})
export class AiWorkerModule {
  static with(
    admission: FrameAdmission,
    intake: FrameIntake,
    health: WorkerHealthSource,
    metrics: WorkerMetrics,
  ): DynamicModule {
    return {
      module: AiWorkerModule,
      controllers: [HealthController, MetricsController],
      providers: [
        FramesGateway,
        { provide: FrameAdmission, useValue: admission },
        { provide: FrameIntake, useValue: intake },
        { provide: WorkerHealthSource, useValue: health },
        { provide: WorkerMetrics, useValue: metrics },
      ],
    };
  }
}
