import type { Closable } from '@bapsang/server';

/** Parts that were opened one after another and are closed in the opposite order, once. */
export class OpenedParts implements Closable {
  private readonly parts: Closable[] = [];
  private closing: Promise<void> | undefined;

  /** Takes a part over and returns it. */
  add<T extends Closable>(part: T): T {
    this.parts.push(part);
    return part;
  }

  /**
   * Closes every part, also those after one that fails to.
   * @throws AggregateError with what failed
   */
  close(): Promise<void> {
    return (this.closing ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const part of this.parts.reverse()) {
      await part.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts of the deployment could not be closed.');
  }
}
