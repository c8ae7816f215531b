/** Gathers features in an order that is always the same; without names while recognising, with names for a model's list. */
export class FeatureList {
  readonly values: number[] = [];
  readonly names: string[] = [];

  /** Adds a feature; NaN is not known. */
  add(name: string, value: number): void {
    this.names.push(name);
    this.values.push(value);
  }
}

/** Of lengths that differ by their order of size more than by their difference; face widths, a thousandth is nothing. */
export const logLength = (length: number): number => Math.log(Math.max(length, 0) + 1e-3);
