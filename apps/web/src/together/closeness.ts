/** How close the paces at a table are: side by side, not far from each other, or everybody their own. */
export type Closeness = 'close' | 'near' | 'own';

/**
 * Up to which {@link paceSpread} paces are close or near. For two people 0.25 is a pace 1.6 times the other's, 0.55 one
 * 3 times the other's.
 */
export const SPREADS = { close: 0.25, near: 0.55 } as const;

/** How far beyond a limit the spread must go before the sign changes, so that it does not flicker. */
export const SPREAD_SLACK = 0.05;

/**
 * How far apart paces are: the mean distance of their natural logarithms from the median, so that it neither depends on
 * who eats more nor follows a single person far off.
 * @param paces above 0, in any unit
 * @returns undefined for fewer than two
 */
export function paceSpread(paces: readonly number[]): number | undefined {
  if (paces.length < 2) return undefined;
  const logarithms = paces.map(Math.log).sort((one, other) => one - other);
  const half = logarithms.length / 2;
  const middle = ((logarithms[Math.ceil(half) - 1] ?? 0) + (logarithms[Math.floor(half)] ?? 0)) / 2;
  return logarithms.reduce((sum, value) => sum + Math.abs(value - middle), 0) / logarithms.length;
}

/**
 * How close paces are.
 * @param before what was said of them last, which holds a little beyond its limits
 */
export function closenessOf(spread: number, before: Closeness | undefined): Closeness {
  const closeUpTo = SPREADS.close + (before === 'close' ? SPREAD_SLACK : before ? -SPREAD_SLACK : 0);
  const nearUpTo = SPREADS.near + (before === 'own' ? -SPREAD_SLACK : before ? SPREAD_SLACK : 0);
  if (spread <= closeUpTo) return 'close';
  return spread <= nearUpTo ? 'near' : 'own';
}
