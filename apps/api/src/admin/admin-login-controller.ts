import { ContractPipe, correlationIdOf } from '@bapsang/server/nest';
import { AdminLogin, type AdminPass } from '@bapsang/shared';
import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AdminLogins } from './admin-logins';
import type { AdminRequest } from './admin-request';

/** The administrators' door. */
@Controller('api/admin')
export class AdminLoginController {
  constructor(private readonly logins: AdminLogins) {}

  /** A secret for a token, which opens everything else below `/api/admin`. */
  @Post('login')
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
