import { ApplicationError } from '@bapsang/shared';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { bearerToken } from '../keys/bearer-token';
import { isSameSecret } from '../keys/same-secret';

/** Lets only OpenVidu in: `Authorization: Bearer OPENVIDU_WEBHOOK_SECRET`. Where no secret is configured there is no door. */
@Injectable()
export class WebhookGuard implements CanActivate {
  readonly #secret: string | undefined;

  constructor(environment: ApiEnvironment) {
    this.#secret = environment.OPENVIDU_WEBHOOK_SECRET;
  }

  /** @throws ApplicationError `not_found` where no secret is configured, `unauthorized` for a missing or wrong one */
  canActivate(context: ExecutionContext): boolean {
    if (this.#secret === undefined) throw new ApplicationError('not_found', 'This api takes no webhooks.');
    const { headers } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
    if (isSameSecret(bearerToken(headers.authorization), this.#secret)) return true;
    throw new ApplicationError('unauthorized', 'This is not the secret of OpenVidu’s webhooks.');
  }
}
