import { ContractPipe } from '@bapsang/server/nest';
import { AdminEvents, AdminEventsQuery, AuditEntries } from '@bapsang/shared';
import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RecentEvents } from '../events/recent-events';
import { NeedsBearer, TakesQuery } from '../openapi/described-answers';
import { AdminGuard } from './admin-guard';
import { AuditLog } from './audit-log';

/** What happened and what was done, for administrators. */
@ApiTags('Administration')
@NeedsBearer('adminToken')
@Controller('api/admin')
@UseGuards(AdminGuard)
export class AdminRecordsController {
  constructor(
    private readonly recent: RecentEvents,
    private readonly audit: AuditLog,
  ) {}

  /** What happened lately, the newest first. */
  @Get('events')
  @TakesQuery(AdminEventsQuery)
  @ApiOkResponse({ type: AdminEvents })
  @Header('Cache-Control', 'no-store')
  async events(@Query(new ContractPipe(AdminEventsQuery)) { limit }: AdminEventsQuery): Promise<AdminEvents> {
    return { events: await this.recent.newest(limit) };
  }

  /** What administrators did and tried to do, the newest first. */
  @Get('audit')
  @TakesQuery(AdminEventsQuery)
  @ApiOkResponse({ type: AuditEntries })
  @Header('Cache-Control', 'no-store')
  async acts(@Query(new ContractPipe(AdminEventsQuery)) { limit }: AdminEventsQuery): Promise<AuditEntries> {
    return { entries: await this.audit.newest(limit) };
  }
}
