import { isDeeperThan, VALUE_MAX_DEPTH } from '@bapsang/shared';

/**
 * A value without the members that are null: clients send null for what they do not set. What is nested too deep for any
 * contract stays as it is, for the contract to refuse.
 */
export function withoutNulls(value: unknown): unknown {
  return isDeeperThan(value, VALUE_MAX_DEPTH) ? value : dropNulls(value);
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, dropNulls(member)]));
}
