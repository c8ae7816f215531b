/**
 * The characters of a code: digits and lower-case letters, less those that pass for one another when they are read or written
 * by hand (0 and o, 1, i and l). Their number is a prime, which the check character needs.
 */
export const MEAL_CODE_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** How many characters a code has, its dashes not counted. */
export const MEAL_CODE_LENGTH = 12;

const PRIME = MEAL_CODE_ALPHABET.length;
const GROUPS = /.{3}/g;

/** What a hand adds or an eye needs: white space, dashes of every kind, the minus sign, characters of no width. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212]/gu;

/** About as long as a code, give or take what was forgotten or typed twice. */
const LIKE_A_CODE = /^[a-z0-9]{8,16}$/;

const CODE_CHARACTERS = new RegExp(`^[${MEAL_CODE_ALPHABET}]{${MEAL_CODE_LENGTH}}$`);

/** What somebody typed, read as a code. */
export type MealCodeReading =
  | { readonly kind: 'code'; readonly code: string }
  /** With how many characters it has, dashes not counted. */
  | { readonly kind: 'mistyped'; readonly characters: number };

/**
 * Every place has a weight of its own, none of them a multiple of the prime, so that one wrong character, or two that changed
 * places, never leave the sum a multiple of it. The same idea as ISBN-10.
 */
function weightedSum(characters: string): number {
  return characters.split('').reduce((sum, character, place) => {
    return sum + (place + 1) * MEAL_CODE_ALPHABET.indexOf(character);
  }, 0);
}

/**
 * Makes a code out of all its characters but the last, which is the check character.
 * @param characters 11 of {@link MEAL_CODE_ALPHABET}
 * @returns the code in its one form, for example `k7m-2xp-9dq-rtc`
 */
export function writeMealCode(characters: string): string {
  const check = MEAL_CODE_ALPHABET.split('').find((last) => weightedSum(characters + last) % PRIME === 0);
  return inGroups(characters + (check ?? ''));
}

function inGroups(characters: string): string {
  return (characters.match(GROUPS) ?? []).join('-');
}

/**
 * Reads a code as people type it: case, white space and dashes do not matter.
 * @returns a code in its one form; `mistyped` for what looks like a code and is none; undefined for anything else
 */
export function readMealCode(text: string): MealCodeReading | undefined {
  const characters = text.normalize('NFKC').toLowerCase().replaceAll(SEPARATORS, '');
  if (!LIKE_A_CODE.test(characters)) return undefined;
  const right = CODE_CHARACTERS.test(characters) && weightedSum(characters) % PRIME === 0;
  if (!right) return { kind: 'mistyped', characters: characters.length };
  return { kind: 'code', code: inGroups(characters) };
}
