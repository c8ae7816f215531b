import { ContractPipe } from '@bapsang/server/nest';
import { AdminEventsQuery, type AdminEvents, type AuditEntries } from '@bapsang/shared';
import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { RecentEvents } from '../events/recent-events';
import { AdminGuard } from './admin-guard';
import { AuditLog } from './audit-log';

/** What happened and what was done, for administrators. */
@Controller('api/admin')
@UseGuards(AdminGuard)
export class AdminRecordsController {
  constructor(
    private readonly recent: RecentEvents,
    private readonly audit: AuditLog,
  ) {}

  /** What happened lately, the newest first. */
  @Get('events')
  @Header('Cache-Control', 'no-store')
  async events(@Query(new ContractPipe(AdminEventsQuery)) { limit }: AdminEventsQuery): Promise<AdminEvents> {
    return { events: await this.recent.newest(limit) };
  }

  /** What administrators did and tried to do, the newest first. */
  @Get('audit')
  @Header('Cache-Control', 'no-store')
  async acts(@Query(new ContractPipe(AdminEventsQuery)) { limit }: AdminEventsQuery): Promise<AuditEntries> {
    return { entries: await this.audit.newest(limit) };
  }
}
