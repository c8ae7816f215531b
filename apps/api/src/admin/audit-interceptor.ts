import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { originOf, type AdminRequest } from './admin-request';
import { AuditLog } from './audit-log';
import { AUDITED_ROUTE, type AuditedRoute } from './audited-act';

/** Writes into the audit log how the acts of administrators ended, before they are answered. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly audit: AuditLog,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<AuditedRoute | undefined>(AUDITED_ROUTE, context.getHandler());
    return route ? from(this.#answer(route, context, next)) : next.handle();
  }

  async #answer(route: AuditedRoute, context: ExecutionContext, next: CallHandler): Promise<unknown> {
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.#record('done', route, context);
      return answer;
    } catch (error) {
      await this.#record('failed', route, context);
      throw error;
    }
  }

  async #record(outcome: 'done' | 'failed', { act, target }: AuditedRoute, context: ExecutionContext): Promise<void> {
    const { params, administrator } = context.switchToHttp().getRequest<AdminRequest>();
    const { role, loginId } = administrator ?? {};
    await this.audit.record({ act, outcome, role, loginId, target: params[target], ...originOf(context) });
  }
}
