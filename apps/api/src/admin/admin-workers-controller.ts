import { AdminLoadHistory, AdminWorkers, ApplicationError } from '@bapsang/shared';
import { Controller, Get, Header, HttpCode, Param, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NeedsBearer } from '../openapi/described-answers';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { WorkerLinks } from '../recognition/workers/worker-links';
import { Clock } from '../time/clock';
import { AdminGuard } from './admin-guard';
import { AuditInterceptor } from './audit-interceptor';
import { AuditedAct } from './audited-act';
import { describeWorkers } from './fleet-view';
import { LoadHistory } from './load-history';

/** The ai-workers, for administrators. */
@ApiTags('Administration')
@NeedsBearer('adminToken')
@Controller('api/admin')
@UseGuards(AdminGuard)
@UseInterceptors(AuditInterceptor)
export class AdminWorkersController {
  constructor(
    private readonly registry: WorkerRegistry,
    private readonly links: WorkerLinks,
    private readonly history: LoadHistory,
    private readonly clock: Clock,
  ) {}

  /** Every worker that any instance of the api knows. */
  @Get('workers')
  @ApiOkResponse({ type: AdminWorkers })
  @Header('Cache-Control', 'no-store')
  async workers(): Promise<AdminWorkers> {
    return { workers: describeWorkers(await this.registry.workers(), this.clock.now()) };
  }

  /** Has a worker take nobody new, move everybody elsewhere and end. */
  @Post('workers/:workerId/drain')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Header('Cache-Control', 'no-store')
  @AuditedAct('drain worker', 'workerId')
  async drain(@Param('workerId') workerId: string): Promise<void> {
    if (!(await this.registry.knows(workerId))) throw new ApplicationError('not_found', 'There is no such worker.');
    if (await this.links.drain(workerId)) return;
    throw new ApplicationError('not_ready', 'The worker did not answer. If it stays silent, it is soon given up.');
  }

  /** The load of all of them over the last hour. */
  @Get('load')
  @ApiOkResponse({ type: AdminLoadHistory })
  @Header('Cache-Control', 'no-store')
  async load(): Promise<AdminLoadHistory> {
    return { points: await this.history.points() };
  }
}
