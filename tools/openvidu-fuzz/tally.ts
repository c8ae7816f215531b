/** Counts what was done and what came of it. */
export class Tally {
  private readonly counts = new Map<string, number>();

  /** @param topic `frame`, `answer`, `call`, … */
  count(topic: string, what: string, times = 1): void {
    const key = `${topic}: ${what}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + times);
  }

  of(topic: string, what: string): number {
    return this.counts.get(`${topic}: ${what}`) ?? 0;
  }

  /** The sum over everything of one topic. */
  total(topic: string): number {
    return [...this.counts].reduce((sum, [key, count]) => (key.startsWith(`${topic}: `) ? sum + count : sum), 0);
  }

  /** One line each, in order of topic and name. */
  get lines(): string[] {
    return [...this.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => `${String(count).padStart(8)}  ${key}`);
  }
}
