import { createHmac, randomBytes } from 'node:crypto';
import { ApplicationError } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { isSameSecret } from './same-secret';

/** 96 random bits: 16 characters in base64url, with none left over. */
const RANDOM_BYTES = 12;

/** 96 bits of HMAC-SHA256. */
const TAG_BYTES = 12;

const MEAL_ID = /^([\w-]{16})([\w-]{16})$/;

/**
 * Meal ids and host keys. Both carry their own proof, so any instance of the api knows a meal without having stored it: a
 * meal id is a random part and its HMAC tag, a host key the HMAC of the meal id.
 */
@Injectable()
export class MealKeys {
  readonly #secret: string;

  constructor(environment: ApiEnvironment) {
    this.#secret = environment.API_SECRET;
  }

  /** A new id, 32 characters of `[a-zA-Z0-9_-]`; nobody can guess one. */
  newMealId(): string {
    const random = randomBytes(RANDOM_BYTES).toString('base64url');
    return random + this.#tagOf(random);
  }

  /** Whether an id was made by {@link newMealId} with this secret. */
  isMealId(candidate: string): boolean {
    const [, random, tag] = MEAL_ID.exec(candidate) ?? [];
    return random !== undefined && tag !== undefined && isSameSecret(tag, this.#tagOf(random));
  }

  /** @throws ApplicationError `meal_not_found` for an id that was not made by {@link newMealId} */
  requireMealId(candidate: string): void {
    if (this.isMealId(candidate)) return;
    throw new ApplicationError('meal_not_found', 'There is no such meal. Please check the link.');
  }

  /** The key that makes its holder a host of the meal. */
  hostKeyOf(mealId: string): string {
    return this.#hmac(`host:${mealId}`).toString('base64url');
  }

  /** Whether a key is the host key of the meal. */
  isHostKey(mealId: string, candidate: string): boolean {
    return isSameSecret(candidate, this.hostKeyOf(mealId));
  }

  #tagOf(random: string): string {
    return this.#hmac(`meal:${random}`).subarray(0, TAG_BYTES).toString('base64url');
  }

  #hmac(text: string): Buffer {
    return createHmac('sha256', this.#secret).update(text).digest();
  }
}
