/** Reads parts of a JSON document and says where it is wrong. */

/** @throws Error when the value is not an object */
export function objectAt(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where} must be an object.`);
  return value as Record<string, unknown>;
}

/** @throws Error when the value is not a text with at least one letter */
export function textAt(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${where} must be a text.`);
  return value;
}

/** @throws Error when the value is not a finite number */
export function numberAt(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${where} must be a finite number.`);
  return value;
}

/** @throws Error when the value is not a list of finite numbers, or not of this length */
export function numbersAt(value: unknown, where: string, length?: number): Float64Array {
  const list = listAt(value, where, length);
  return Float64Array.from(list, (item, index) => numberAt(item, `${where}[${index}]`));
}

/** @throws Error when the value is not a list, or not of this length */
export function listAt(value: unknown, where: string, length?: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where} must be a list.`);
  if (length !== undefined && value.length !== length) {
    throw new Error(`${where} must have ${length} items, not ${value.length}.`);
  }
  return value as readonly unknown[];
}
