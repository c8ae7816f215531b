import type { Logger } from '@bapsang/server';
import { Module, type DynamicModule } from '@nestjs/common';
import { ActiveSessionsService } from './admin/active-sessions-service';
import { AdminController } from './admin/admin-controller';
import { ApiEnvironment } from './configuration/api-environment';
import { LOGGER } from './configuration/injection-tokens';
import { HealthController } from './health/health-controller';
import { HostController } from './host/host-controller';
import { HostDecisions } from './host/host-decisions';
import { HostService } from './host/host-service';
import { MealKeys } from './keys/meal-keys';
import { RejoinKeys } from './keys/rejoin-keys';
import { MealsController } from './meals/meals-controller';
import { MealsService } from './meals/meals-service';
import { ApiMemory } from './memory/api-memory';
import { OpenViduDeployment } from './openvidu/openvidu-deployment';
import { RecognitionChoices } from './recognition/choices/recognition-choices';
import { DeviceMotionsService } from './recognition/devices/device-motions-service';
import { FrameTickets } from './recognition/dispatch/frame-tickets';
import { RecognitionDispatch } from './recognition/dispatch/recognition-dispatch';
import { WorkerRegistry } from './recognition/dispatch/worker-registry';
import { RecognitionController } from './recognition/recognition-controller';
import { RecognitionService } from './recognition/recognition-service';
import { MEAL_TABLES_MAX, MealTables } from './recognition/table/meal-tables';
import { MotionReports } from './recognition/table/motion-reports';
import { TableSignals } from './recognition/table/table-signals';
import { TableSweep } from './recognition/table/table-sweep';
import { WorkerHandshakes } from './recognition/workers/worker-handshakes';
import { WorkersGateway } from './recognition/workers/workers-gateway';
import { ScreenController } from './screens/screen-controller';
import { ScreenService } from './screens/screen-service';
import { SessionsController } from './sessions/sessions-controller';
import { SessionsService } from './sessions/sessions-service';
import { Clock } from './time/clock';

/** Everything in the api, and who needs whom. */
@Module({})
export class ApiModule {
  /** The module for one configuration. */
  static of(environment: Readonly<ApiEnvironment>, logger: Logger): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        SessionsController,
        MealsController,
        RecognitionController,
        ScreenController,
        HostController,
        AdminController,
        HealthController,
      ],
      providers: [
        { provide: ApiEnvironment, useValue: environment },
        { provide: LOGGER, useValue: logger },
        // These take plain values, of which Nest knows nothing.
        {
          provide: OpenViduDeployment,
          useFactory: () => new OpenViduDeployment(environment),
        },
        { provide: WorkerRegistry, useFactory: () => new WorkerRegistry() },
        {
          provide: ApiMemory,
          useFactory: (clock: Clock) => new ApiMemory(environment.API_MEMORY_FILE, clock, logger),
          inject: [Clock],
        },
        {
          provide: HostDecisions,
          useFactory: ({ decisions }: ApiMemory) => HostDecisions.from(decisions),
          inject: [ApiMemory],
        },
        {
          provide: MealTables,
          useFactory: (memory: ApiMemory) =>
            new MealTables(MEAL_TABLES_MAX, (mealId, participantId) => memory.totalsOf(mealId, participantId)),
          inject: [ApiMemory],
        },
        Clock,
        MealKeys,
        RejoinKeys,
        SessionsService,
        MealsService,
        ScreenService,
        HostService,
        FrameTickets,
        RecognitionDispatch,
        RecognitionChoices,
        RecognitionService,
        DeviceMotionsService,
        TableSignals,
        TableSweep,
        MotionReports,
        WorkerHandshakes,
        WorkersGateway,
        ActiveSessionsService,
      ],
    };
  }
}
