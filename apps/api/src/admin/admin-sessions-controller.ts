import { ContractPipe } from '@bapsang/server/nest';
import { AdminSession, AdminSessions, AdminSessionsQuery } from '@bapsang/shared';
import { Controller, Delete, Get, Header, HttpCode, Param, Query, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NeedsBearer, TakesQuery } from '../openapi/described-answers';
import { ActiveSessions } from './active-sessions';
import { AdminGuard } from './admin-guard';
import { AuditInterceptor } from './audit-interceptor';
import { AuditedAct } from './audited-act';
import { SessionActs } from './session-acts';
import { selectSessions } from './session-list';

/** The sessions that OpenVidu has now, for administrators. */
@ApiTags('Administration')
@NeedsBearer('adminToken')
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
  @TakesQuery(AdminSessionsQuery)
  @ApiOkResponse({ type: AdminSessions })
  @Header('Cache-Control', 'no-store')
  async list(@Query(new ContractPipe(AdminSessionsQuery)) query: AdminSessionsQuery): Promise<AdminSessions> {
    return selectSessions(await this.active.list(), query);
  }

  /** One of them. */
  @Get(':sessionId')
  @ApiOkResponse({ type: AdminSession })
  @Header('Cache-Control', 'no-store')
  async one(@Param('sessionId') sessionId: string): Promise<AdminSession> {
    return this.active.one(sessionId);
  }

  /** Ends one for everybody. */
  @Delete(':sessionId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Header('Cache-Control', 'no-store')
  @AuditedAct('close session', 'sessionId')
  async close(@Param('sessionId') sessionId: string): Promise<void> {
    await this.acts.close(sessionId);
  }

  /** Removes who is on a connection. */
  @Delete(':sessionId/connections/:connectionId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Header('Cache-Control', 'no-store')
  @AuditedAct('remove participant', 'connectionId')
  async remove(@Param('sessionId') sessionId: string, @Param('connectionId') connectionId: string): Promise<void> {
    await this.acts.remove(sessionId, connectionId);
  }
}
