/** What is kept at most. */
export interface UnacknowledgedLimits {
  readonly texts: number;
  /** Characters of all texts together. */
  readonly characters: number;
}

interface NumberedText {
  readonly number: number;
  readonly text: string;
}

/**
 * Texts in the order in which they were sent, until the other end has them for sure: a TCP connection takes what nobody
 * receives any more, sometimes for minutes. Bounded; the oldest go first.
 */
export class UnacknowledgedTexts {
  private kept: NumberedText[] = [];
  private characters = 0;
  private last = 0;

  constructor(private readonly limits: UnacknowledgedLimits) {}

  /** The number of the newest text; 0 before the first. */
  get newest(): number {
    return this.last;
  }

  /** What may have been lost, in order. */
  get texts(): readonly string[] {
    return this.kept.map(({ text }) => text);
  }

  /** Keeps a text; its number is one more than that of the text before. */
  add(text: string): void {
    this.last++;
    this.kept.push({ number: this.last, text });
    this.characters += text.length;
    while (this.kept.length > this.limits.texts || this.characters > this.limits.characters) {
      this.characters -= this.kept.shift()?.text.length ?? 0;
    }
  }

  /** Everything up to and including a number has arrived; a number that was not given yet says nothing. */
  acknowledge(number: number): void {
    if (number > this.last) return;
    this.kept = this.kept.filter((text) => text.number > number);
    this.characters = this.kept.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** Forgets everything. */
  clear(): void {
    this.acknowledge(this.last);
  }
}
