import { ApplicationError } from '@bapsang/shared';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { bearerToken } from '../keys/bearer-token';
import { isSameSecret } from '../keys/same-secret';
import { ApiMetrics } from '../metrics/api-metrics';

/** Lets only the administrator in: `Authorization: Bearer ADMIN_SECRET`. */
@Injectable()
export class AdminGuard implements CanActivate {
  readonly #secret: string;

  constructor(
    environment: ApiEnvironment,
    private readonly metrics: ApiMetrics,
  ) {
    this.#secret = environment.ADMIN_SECRET;
  }

  /** @throws ApplicationError `unauthorized` for a missing or wrong secret */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
    if (isSameSecret(bearerToken(headers.authorization), this.#secret)) return true;
    this.metrics.adminRefused();
    throw new ApplicationError('unauthorized', 'This is not the secret of the administrator.');
  }
}
