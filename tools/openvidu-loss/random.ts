/** Numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

const RANGE = 2 ** 32;

/**
 * The same numbers for the same seed, on every machine: Marsaglia's xorshift with 32 bits of state and the shifts 13, 17
 * and 5. Good enough to drop packets; not for secrets.
 * @param seed any integer; only its low 32 bits count
 */
export function seededRandom(seed: number): Random {
  // A state of zero would stay zero, and small seeds would begin alike.
  let state = Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / RANGE;
  };
}
