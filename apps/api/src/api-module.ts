import { Tracing, type Logger } from '@bapsang/server';
import { Module, type DynamicModule } from '@nestjs/common';
import { ActiveSessions } from './admin/active-sessions';
import { AdminGateway } from './admin/admin-gateway';
import { AdminLoginController } from './admin/admin-login-controller';
import { AdminLogins } from './admin/admin-logins';
import { AdminRecordsController } from './admin/admin-records-controller';
import { AdminSessionsController } from './admin/admin-sessions-controller';
import { AdminTokens } from './admin/admin-tokens';
import { AdminWorkersController } from './admin/admin-workers-controller';
import { AuditLog } from './admin/audit-log';
import { LoadHistory } from './admin/load-history';
import { Overviews } from './admin/overviews';
import { SessionActs } from './admin/session-acts';
import { ApiEnvironment } from './configuration/api-environment';
import { LOGGER } from './configuration/injection-tokens';
import { RecentEvents } from './events/recent-events';
import { DoorKeeper } from './doors/door-keeper';
import { WorkerEvents } from './events/worker-events';
import { HealthController } from './health/health-controller';
import { HostController } from './host/host-controller';
import { HostDecisions } from './host/host-decisions';
import { HostService } from './host/host-service';
import { Journal } from './journal/journal';
import { JournalQueue } from './journal/journal-queue';
import { JournalRetention } from './journal/journal-retention';
import { AssignmentSeals } from './keys/assignment-seals';
import { MealKeys } from './keys/meal-keys';
import { RejoinKeys } from './keys/rejoin-keys';
import { MealsController } from './meals/meals-controller';
import { MealsService } from './meals/meals-service';
import { ApiMetrics } from './metrics/api-metrics';
import { CloudWatchReporting } from './metrics/cloudwatch-reporting';
import { MetricsController } from './metrics/metrics-controller';
import { MetricsReader } from './metrics/metrics-reader';
import { OpenStores } from './open-stores';
import { OPENVIDU_DEADLINE, OpenViduDeployment } from './openvidu/openvidu-deployment';
import { KnownSessions } from './openvidu-events/known-sessions';
import { LeftParticipants } from './openvidu-events/left-participants';
import { Reconciliation } from './openvidu-events/reconciliation';
import { SessionChronicle } from './openvidu-events/session-chronicle';
import { WebhookController } from './openvidu-events/webhook-controller';
import { WebhookInbox } from './openvidu-events/webhook-inbox';
import { RecognitionChoices } from './recognition/choices/recognition-choices';
import { DeviceMotionsService } from './recognition/devices/device-motions-service';
import { DeviceRecords } from './recognition/devices/device-records';
import { Chance } from './recognition/dispatch/chance';
import { FrameTickets } from './recognition/dispatch/frame-tickets';
import { MealWorkers } from './recognition/dispatch/meal-workers';
import { RecognitionDispatch } from './recognition/dispatch/recognition-dispatch';
import { WorkerRegistry } from './recognition/dispatch/worker-registry';
import { RecognitionController } from './recognition/recognition-controller';
import { RecognitionService } from './recognition/recognition-service';
import { EatingRecords } from './recognition/table/eating-records';
import { MealTables } from './recognition/table/meal-tables';
import { MotionReports } from './recognition/table/motion-reports';
import { SeatStore } from './recognition/table/seat-store';
import { TableSignals } from './recognition/table/table-signals';
import { KeptWithdrawals } from './recognition/workers/kept-withdrawals';
import { WorkerDoor } from './recognition/workers/worker-door';
import { WorkerHandshakes } from './recognition/workers/worker-handshakes';
import { WorkerLinks } from './recognition/workers/worker-links';
import { WorkerPresence } from './recognition/workers/worker-presence';
import { WorkersGateway } from './recognition/workers/workers-gateway';
import { ParticipantRecords } from './records/participant-records';
import { ParticipantRecordsController } from './records/participant-records-controller';
import { ScreenController } from './screens/screen-controller';
import { ScreenService } from './screens/screen-service';
import { RememberedSessions } from './sessions/remembered-sessions';
import { SessionsController } from './sessions/sessions-controller';
import { SessionsService } from './sessions/sessions-service';
import { SharedState } from './state/shared-state';
import { Clock } from './time/clock';

/** Everything in the api, and who needs whom. */
@Module({})
export class ApiModule {
  /** The module for one configuration. */
  static of(environment: Readonly<ApiEnvironment>, logger: Logger, tracing = Tracing.off): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        SessionsController,
        MealsController,
        RecognitionController,
        ParticipantRecordsController,
        ScreenController,
        HostController,
        WebhookController,
        AdminLoginController,
        AdminSessionsController,
        AdminWorkersController,
        AdminRecordsController,
        HealthController,
        MetricsController,
      ],
      providers: [
        { provide: ApiEnvironment, useValue: environment },
        { provide: LOGGER, useValue: logger },
        { provide: Tracing, useValue: tracing },
        // These take plain values, of which Nest knows nothing.
        {
          provide: OpenViduDeployment,
          useFactory: (metrics: ApiMetrics) =>
            new OpenViduDeployment(environment, OPENVIDU_DEADLINE, (...call) => metrics.openviduCalled(...call)),
          inject: [ApiMetrics],
        },
        {
          provide: OpenStores,
          useFactory: async (clock: Clock) => OpenStores.open(environment, clock, logger),
          inject: [Clock],
        },
        { provide: SharedState, useFactory: ({ state }: OpenStores) => state, inject: [OpenStores] },
        { provide: Journal, useFactory: ({ journal }: OpenStores) => journal, inject: [OpenStores] },
        Clock,
        ApiMetrics,
        JournalQueue,
        DoorKeeper,
        JournalRetention,
        AssignmentSeals,
        MealKeys,
        RejoinKeys,
        RememberedSessions,
        SessionsService,
        MealsService,
        ScreenService,
        HostDecisions,
        HostService,
        FrameTickets,
        WorkerRegistry,
        MealWorkers,
        Chance,
        RecognitionDispatch,
        SeatStore,
        MealTables,
        EatingRecords,
        RecognitionChoices,
        RecognitionService,
        DeviceRecords,
        DeviceMotionsService,
        TableSignals,
        MotionReports,
        ParticipantRecords,
        WorkerHandshakes,
        WorkerDoor,
        WorkerLinks,
        WorkerPresence,
        KeptWithdrawals,
        WorkersGateway,
        KnownSessions,
        LeftParticipants,
        SessionChronicle,
        WebhookInbox,
        Reconciliation,
        AdminTokens,
        AuditLog,
        AdminLogins,
        ActiveSessions,
        SessionActs,
        RecentEvents,
        WorkerEvents,
        LoadHistory,
        Overviews,
        AdminGateway,
        MetricsReader,
        CloudWatchReporting,
      ],
    };
  }
}
