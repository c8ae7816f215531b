import { hkdfSync, randomBytes } from 'node:crypto';
import { ADMIN_ROLES, ApplicationError, type AdminPass, type AdminRole } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { ApiEnvironment } from '../configuration/api-environment';
import { Clock } from '../time/clock';

/** How long a login lasts, ms. */
export const ADMIN_TOKEN_LIFETIME = 30 * 60 * 1000;

const AUDIENCE = 'bapsang-admin';
const KEY_BYTES = 32;
const LOGIN_ID_BYTES = 9;

/** Who a token belongs to. */
export interface Administrator {
  readonly role: AdminRole;
  /** Of the login; it names nobody. */
  readonly loginId: string;
  /** When the token ends, ms since the epoch. */
  readonly expiresAt: number;
}

/**
 * The administrators' tokens: signed JWTs, which every instance of the api accepts. Their key is derived from `API_SECRET` for them
 * alone, so nothing else that is signed with that secret passes for one.
 */
@Injectable()
export class AdminTokens {
  readonly #key: Uint8Array;

  constructor(
    environment: ApiEnvironment,
    private readonly clock: Clock,
  ) {
    this.#key = new Uint8Array(hkdfSync('sha256', environment.API_SECRET, '', AUDIENCE, KEY_BYTES));
  }

  /** A token for a new login, valid for {@link ADMIN_TOKEN_LIFETIME}, and the login's id. */
  async issue(role: AdminRole): Promise<{ readonly pass: AdminPass; readonly loginId: string }> {
    const loginId = `adm_${randomBytes(LOGIN_ID_BYTES).toString('base64url')}`;
    const expiry = Math.floor((this.clock.now() + ADMIN_TOKEN_LIFETIME) / 1000);
    const token = await new SignJWT({ role })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setSubject(loginId)
      .setExpirationTime(expiry)
      .sign(this.#key);
    return { pass: { token, role, expiresAt: expiry * 1000 }, loginId };
  }

  /**
   * Whose token it is.
   * @throws ApplicationError `unauthorized` for a token that is forged, expired or none of an administrator
   */
  async administratorOf(token: string): Promise<Administrator> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      const role = ADMIN_ROLES.find((candidate) => candidate === payload.role);
      if (role && payload.sub && payload.exp) return { role, loginId: payload.sub, expiresAt: payload.exp * 1000 };
    } catch {
      // Whatever is wrong with the token, it opens nothing; the reason is for nobody but its forger.
    }
    throw new ApplicationError('unauthorized', 'Your login has ended or is not valid. Please log in again.');
  }
}
