import { ContractPipe } from '@bapsang/server/nest';
import { AdminSessionsQuery, type AdminSession, type AdminSessions } from '@bapsang/shared';
import { Controller, Delete, Get, Header, HttpCode, Param, Query, UseGuards, UseInterceptors } from '@nestjs/common';
import { ActiveSessions } from './active-sessions';
import { AdminGuard } from './admin-guard';
import { AuditInterceptor } from './audit-interceptor';
import { AuditedAct } from './audited-act';
import { SessionActs } from './session-acts';
import { selectSessions } from './session-list';

/** The sessions that OpenVidu has now, for administrators. */
@Controller('api/admin/sessions')
@UseGuards(AdminGuard)
@UseInterceptors(AuditInterceptor)
export class AdminSessionsController {
  constructor(
    private readonly active: ActiveSessions,
    private readonly acts: SessionActs,
  ) {}

  /** One page of them, with participants, streams, recognition and totals. */
  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@Query(new ContractPipe(AdminSessionsQuery)) query: AdminSessionsQuery): Promise<AdminSessions> {
    return selectSessions(await this.active.list(), query);
  }

  /** One of them. */
  @Get(':sessionId')
  @Header('Cache-Control', 'no-store')
  async one(@Param('sessionId') sessionId: string): Promise<AdminSession> {
    return this.active.one(sessionId);
  }

  /** Ends one for everybody. */
  @Delete(':sessionId')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @AuditedAct('close session', 'sessionId')
  async close(@Param('sessionId') sessionId: string): Promise<void> {
    await this.acts.close(sessionId);
  }

  /** Removes who is on a connection. */
  @Delete(':sessionId/connections/:connectionId')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @AuditedAct('remove participant', 'connectionId')
  async remove(@Param('sessionId') sessionId: string, @Param('connectionId') connectionId: string): Promise<void> {
    await this.acts.remove(sessionId, connectionId);
  }
}
