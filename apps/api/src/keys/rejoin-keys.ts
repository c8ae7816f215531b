import { ApplicationError } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { ApiEnvironment } from '../configuration/api-environment';
import { Clock } from '../time/clock';

/** How long a participant can come back as the same one, ms. */
export const REJOIN_KEY_LIFETIME = 24 * 60 * 60 * 1000;

const AUDIENCE = 'bapsang-rejoin';

/** Rejoin keys: signed JWTs with which a participant of a meal comes back and asks for fresh tickets. */
@Injectable()
export class RejoinKeys {
  readonly #secret: Uint8Array;

  constructor(
    environment: ApiEnvironment,
    private readonly clock: Clock,
  ) {
    this.#secret = new TextEncoder().encode(environment.API_SECRET);
  }

  /** A key for a participant of a meal, valid for {@link REJOIN_KEY_LIFETIME}. */
  async issue(mealId: string, participantId: string): Promise<string> {
    return new SignJWT({ mealId })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setSubject(participantId)
      .setExpirationTime(Math.floor((this.clock.now() + REJOIN_KEY_LIFETIME) / 1000))
      .sign(this.#secret);
  }

  /**
   * The participant to whom a key of this meal belongs.
   * @throws ApplicationError `unauthorized` for a key that is forged, expired or of another meal
   */
  async participantOf(mealId: string, key: string): Promise<string> {
    try {
      const { payload } = await jwtVerify(key, this.#secret, {
        algorithms: ['HS256'],
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      if (payload.sub && payload.mealId === mealId) return payload.sub;
    } catch {
      // Whatever is wrong with the key, it opens nothing; the reason is for nobody but its forger.
    }
    throw new ApplicationError('unauthorized', 'The rejoin key is not valid for this meal. Please join anew.');
  }

  /**
   * Refuses a key that is not that of a participant.
   * @throws ApplicationError `unauthorized` as {@link participantOf}, and for the key of another participant
   */
  async requireParticipant(mealId: string, participantId: string, key: string): Promise<void> {
    if ((await this.participantOf(mealId, key)) === participantId) return;
    throw new ApplicationError('unauthorized', 'The rejoin key belongs to another participant.');
  }
}
