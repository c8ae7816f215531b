const EXPONENT_BITS = 0x1f;
const FRACTION_BITS = 0x3ff;

/**
 * The value of an IEEE 754 half-precision number.
 * @param bits its 16 bits
 */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & EXPONENT_BITS;
  const fraction = bits & FRACTION_BITS;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === EXPONENT_BITS) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
