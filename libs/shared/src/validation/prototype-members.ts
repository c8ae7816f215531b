const PROTOTYPE_MEMBERS: ReadonlySet<string> = new Set(['constructor', '__proto__', 'prototype']);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A value without the members that look like a prototype's, at every depth: no contract names one, and class-transformer
 * takes a `constructor` that came from outside for the class of its object.
 * @param value not nested deeper than the stack allows; what is neither array nor plain object is returned as it is
 */
export function withoutPrototypeMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypeMembers);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const members = Object.entries(value).filter(([name]) => !PROTOTYPE_MEMBERS.has(name));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutPrototypeMembers(member)]));
}
