import { ApplicationError } from '@bapsang/shared';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { bearerToken } from '../keys/bearer-token';
import { originOf, type AdminRequest } from './admin-request';
import { AdminTokens, type Administrator } from './admin-tokens';
import { AuditLog } from './audit-log';
import { AUDITED_ROUTE, type AuditedRoute } from './audited-act';

/** Lets administrators in, to what acts those with the role `full`. Who is refused an act is written into the audit log. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(
    private readonly tokens: AdminTokens,
    private readonly audit: AuditLog,
    private readonly reflector: Reflector,
  ) {}

  /** @throws ApplicationError `unauthorized` for a missing or wrong token, `forbidden` for one that does not allow the act */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AdminRequest>();
    const route = this.reflector.get<AuditedRoute | undefined>(AUDITED_ROUTE, context.getHandler());
    try {
      request.administrator = await this.tokens.administratorOf(bearerToken(request.headers.authorization));
      if (route) requireFull(request.administrator);
      return true;
    } catch (error) {
      if (route) this.#recordRefusal(route, request, context);
      throw error;
    }
  }

  #recordRefusal({ act, target }: AuditedRoute, request: AdminRequest, context: ExecutionContext): void {
    const refusal = { act, outcome: 'refused', target: request.params[target], ...originOf(context) } as const;
    const { administrator } = request;
    if (!administrator) return this.audit.recordStranger(refusal);
    const { role, loginId } = administrator;
    void this.audit.record({ ...refusal, role, loginId });
  }
}

function requireFull({ role }: Administrator): void {
  if (role === 'full') return;
  throw new ApplicationError('forbidden', 'Your login may only look. Log in with the secret of the full role to act.');
}
