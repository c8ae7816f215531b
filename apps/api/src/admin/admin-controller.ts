import type { ActiveSessions } from '@bapsang/shared';
import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ActiveSessionsService } from './active-sessions-service';
import { AdminGuard } from './admin-guard';

/** For the administrator. */
@Controller('admin')
@UseGuards(AdminGuard)
export class AdminController {
  constructor(private readonly activeSessions: ActiveSessionsService) {}

  /** The sessions that OpenVidu has now, with participants, streams, recognition and totals. */
  @Get('sessions')
  @Header('Cache-Control', 'no-store')
  async sessions(): Promise<ActiveSessions> {
    return this.activeSessions.list();
  }
}
