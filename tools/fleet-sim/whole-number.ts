/** A whole number with commas between the thousands. */
export const whole = (count: number): string => count.toLocaleString('en-US');
