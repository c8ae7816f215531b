import util from 'node:util';

/**
 * Functions of `node:util` that tfjs-node 4.22.0 calls: Node 23 has removed the second, and warns that the first will go
 * (https://nodejs.org/api/deprecations.html, DEP0044 and DEP0051).
 */
const REMOVED: Readonly<Record<string, (value: unknown) => boolean>> = {
  isArray: (value) => Array.isArray(value),
  isNullOrUndefined: (value) => value === null || value === undefined,
};

/** Gives tfjs-node the functions of Node that it calls and newer versions lack. Call it before tfjs-node is loaded. */
export function restoreRemovedNodeFunctions(): void {
  const present = util as unknown as Record<string, unknown>;
  for (const [name, implementation] of Object.entries(REMOVED)) present[name] ??= implementation;
}
