import { ApplicationError, type AdminPass, type AdminRole } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { isSameSecret } from '../keys/same-secret';
import { Allowance, type Allowed } from '../recognition/workers/allowance';
import { Clock } from '../time/clock';
import type { RequestOrigin } from './admin-request';
import { AdminTokens } from './admin-tokens';
import { AuditLog } from './audit-log';

/** Logins with a wrong secret from one address, at one instance of the api. */
export const FAILED_LOGINS: Allowed = { burst: 5, perSecond: 0.1 };

/** Turns a secret into a token. */
@Injectable()
export class AdminLogins {
  readonly #failed = new Allowance(FAILED_LOGINS);

  constructor(
    private readonly environment: ApiEnvironment,
    private readonly tokens: AdminTokens,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Logs in with the secret of one of the roles.
   * @throws ApplicationError `unauthorized` for a wrong secret, `too_many_requests` where too many came from the address, for the
   *   right one too
   */
  async logIn(secret: string, origin: RequestOrigin): Promise<AdminPass> {
    const attempt = { act: 'log in', ...origin } as const;
    if (!this.#failed.allows(origin.address, this.clock.now())) {
      this.audit.recordStranger({ ...attempt, outcome: 'refused' });
      throw new ApplicationError('too_many_requests', 'Too many wrong secrets. Wait some seconds, then try again.');
    }
    const role = this.#roleOf(secret);
    if (!role) {
      this.#failed.take(origin.address, this.clock.now());
      this.audit.recordStranger({ ...attempt, outcome: 'failed' });
      throw new ApplicationError('unauthorized', 'This is not the secret of an administrator.');
    }
    const { pass, loginId } = await this.tokens.issue(role);
    await this.audit.record({ ...attempt, outcome: 'done', role, loginId });
    return pass;
  }

  #roleOf(secret: string): AdminRole | undefined {
    const { ADMIN_SECRET, ADMIN_READ_SECRET } = this.environment;
    // Both are compared in any case, so that the time does not tell which one it is.
    const isFull = isSameSecret(secret, ADMIN_SECRET);
    const isRead = ADMIN_READ_SECRET !== undefined && isSameSecret(secret, ADMIN_READ_SECRET);
    if (isFull) return 'full';
    return isRead ? 'read' : undefined;
  }
}
