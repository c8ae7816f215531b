import { createHmac, randomInt } from 'node:crypto';
import { ApplicationError, MEAL_CODE_ALPHABET, readMealCode, writeMealCode } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { isSameSecret } from './same-secret';

/** Random characters of an id: 44.6 bits, so that of a million meals hardly two bear the same id (2 in 100). */
const RANDOM_CHARACTERS = 9;

/** Characters of the tag: of 961 made-up ids with the right check character one passes for a meal. */
const TAG_CHARACTERS = 2;

/** Random part and tag; a dash is only for the eye. */
const PARTS = new RegExp(`^(.{${RANDOM_CHARACTERS}})(.{${TAG_CHARACTERS}})`);

/** The ids of earlier versions, still in links that were given out: 96 random bits and 96 bits of tag, in base64url. */
const LONG_ID = /^([\w-]{16})([\w-]{16})$/;
const LONG_TAG_BYTES = 12;

/**
 * Meal ids and host keys. Both carry their own proof, so any instance of the api knows a meal without having stored it.
 *
 * A meal id is at the same time the code that is read aloud: 9 random characters, 2 of their HMAC tag, and the check character
 * of every code. It is all that is needed to sit down, so it must not be guessed: without `API_SECRET` random part and tag are
 * one secret of 31^11 (54.5 bits) that can only be tried online. At a thousand guesses a second it takes 800 years on average
 * to find one of a thousand meals that are being eaten, and 400,000 to find a certain one; one address gets 30 guesses a minute
 * (`doors/door-table.ts`). The tag keeps a made-up id from passing for a meal at which nobody sits yet.
 *
 * A host key is the whole HMAC of the meal id.
 */
@Injectable()
export class MealKeys {
  readonly #secret: string;

  constructor(environment: ApiEnvironment) {
    this.#secret = environment.API_SECRET;
  }

  /** A new id, a code in its one form (`k7m-2xp-9dq-rtc`); nobody can guess one. */
  newMealId(): string {
    const random = Array.from({ length: RANDOM_CHARACTERS }, () => characterOf(randomInt(MEAL_CODE_ALPHABET.length)));
    return writeMealCode(random.join('') + this.#tagOf(random.join('')));
  }

  /** Whether an id was made by {@link newMealId} with this secret, of this version or an earlier one. */
  isMealId(candidate: string): boolean {
    const reading = readMealCode(candidate);
    if (reading?.kind !== 'code' || reading.code !== candidate) return this.#isLongId(candidate);
    const [, random, tag] = PARTS.exec(candidate.replaceAll('-', '')) ?? [];
    return random !== undefined && tag !== undefined && isSameSecret(tag, this.#tagOf(random));
  }

  /** @throws ApplicationError `meal_not_found` for an id that was not made by {@link newMealId} */
  requireMealId(candidate: string): void {
    if (this.isMealId(candidate)) return;
    throw new ApplicationError('meal_not_found', 'There is no such meal. Please check the link or the code.');
  }

  /** The key that makes its holder a host of the meal. */
  hostKeyOf(mealId: string): string {
    return this.#hmac(`host:${mealId}`).toString('base64url');
  }

  /** Whether a key is the host key of the meal. */
  isHostKey(mealId: string, candidate: string): boolean {
    return isSameSecret(candidate, this.hostKeyOf(mealId));
  }

  #isLongId(candidate: string): boolean {
    const [, random, tag] = LONG_ID.exec(candidate) ?? [];
    if (random === undefined || tag === undefined) return false;
    return isSameSecret(tag, this.#hmac(`meal:${random}`).subarray(0, LONG_TAG_BYTES).toString('base64url'));
  }

  #tagOf(random: string): string {
    // 48 bits for 961 tags: the remainder favours none by more than one in 10^11.
    const number = this.#hmac(`code:${random}`).readUIntBE(0, 6);
    const base = MEAL_CODE_ALPHABET.length;
    return characterOf(Math.floor(number / base) % base) + characterOf(number % base);
  }

  #hmac(text: string): Buffer {
    return createHmac('sha256', this.#secret).update(text).digest();
  }
}

function characterOf(number: number): string {
  return MEAL_CODE_ALPHABET.charAt(number);
}
