/** How many objects and arrays may lie in each other in a value from outside; no contract needs more than 4. */
export const VALUE_MAX_DEPTH = 20;

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) ? Object.values(value) : [];
}

/**
 * Whether more than `limit` objects and arrays lie in each other; looks no further than that. Whatever walks through a value
 * by calling itself needs this first: a few thousand levels fit into a small message and would exhaust its stack.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= limit && level.length > 0; depth += 1) level = level.flatMap(childrenOf);
  return level.length > 0;
}
