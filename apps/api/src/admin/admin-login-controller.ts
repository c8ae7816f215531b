import { ContractPipe, correlationIdOf } from '@bapsang/server/nest';
import { AdminLogin, AdminPass } from '@bapsang/shared';
import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AdminLogins } from './admin-logins';
import type { AdminRequest } from './admin-request';

/** The administrators' door. */
@ApiTags('Administration')
@Controller('api/admin')
export class AdminLoginController {
  constructor(private readonly logins: AdminLogins) {}

  /** A secret for a token, which opens everything else below `/api/admin`. */
  @Post('login')
  @ApiOkResponse({ type: AdminPass })
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async logIn(
    @Body(new ContractPipe(AdminLogin)) { secret }: AdminLogin,
    @Req() request: AdminRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AdminPass> {
    return this.logins.logIn(secret, { address: request.ip ?? '', correlationId: correlationIdOf(response) });
  }
}
