/** How much of something each address holds. */
export class AddressQuota {
  private readonly held = new Map<string, number>();

  /** @param limit how much one address may hold */
  constructor(private readonly limit: number) {}

  /**
   * Gives an address one more.
   * @returns false when it holds as many as it may
   */
  take(address: string): boolean {
    const held = this.held.get(address) ?? 0;
    if (held >= this.limit) return false;
    this.held.set(address, held + 1);
    return true;
  }

  /** Takes one back that was given. */
  release(address: string): void {
    const held = (this.held.get(address) ?? 0) - 1;
    if (held > 0) this.held.set(address, held);
    else this.held.delete(address);
  }

  /** How many addresses hold something. */
  get addresses(): number {
    return this.held.size;
  }
}
