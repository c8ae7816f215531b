import { Module, type DynamicModule } from '@nestjs/common';
import { FrameAdmission } from './frames/frame-admission';
import { FrameIntake } from './frames/frame-intake';
import { FramesGateway } from './frames/frames-gateway';
import { HealthController } from './health/health-controller';
import { WorkerHealthSource } from './health/worker-health';

/** The doors of the ai-worker; what is behind them is made by `AiWorker`, which also ends it in the right order. */
@Module({})
export class AiWorkerModule {
  static with(admission: FrameAdmission, intake: FrameIntake, health: WorkerHealthSource): DynamicModule {
    return {
      module: AiWorkerModule,
      controllers: [HealthController],
      providers: [
        FramesGateway,
        { provide: FrameAdmission, useValue: admission },
        { provide: FrameIntake, useValue: intake },
        { provide: WorkerHealthSource, useValue: health },
      ],
    };
  }
}
