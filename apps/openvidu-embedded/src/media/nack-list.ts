const SEQUENCE_NUMBERS = 0x1_0000;
const HALF = 0x8000;

/** How often the same packet is asked for. */
export const MAXIMUM_REQUESTS = 10;

/** How long an answer is waited for before the packet is asked for again, ms. */
export const REPEAT_INTERVAL = 100;

/** More missing packets than this are not worth repairing: a keyframe is. */
export const MAXIMUM_LOST = 500;

interface LostPacket {
  requests: number;
  dueAt: number;
}

/** Which packets of one stream are missing and when each is to be asked for. It has no clock: the caller tells the time. */
export class NackList {
  private readonly lost = new Map<number, LostPacket>();
  private highest?: number;

  /**
   * Takes note of a packet that came.
   * @param sequenceNumber 0 to 65535
   * @param now ms
   * @returns false when so much is missing that the list was given up and a keyframe is needed
   */
  receive(sequenceNumber: number, now: number): boolean {
    if (this.highest === undefined) {
      this.highest = sequenceNumber;
      return true;
    }
    const ahead = (sequenceNumber - this.highest + SEQUENCE_NUMBERS) % SEQUENCE_NUMBERS;
    if (ahead === 0 || ahead >= HALF) {
      this.lost.delete(sequenceNumber);
      return true;
    }
    const first = this.highest + 1;
    this.highest = sequenceNumber;
    if (this.lost.size + ahead - 1 > MAXIMUM_LOST) {
      this.lost.clear();
      return false;
    }
    for (let offset = 0; offset < ahead - 1; offset++) {
      this.lost.set((first + offset) % SEQUENCE_NUMBERS, { requests: 0, dueAt: now });
    }
    return true;
  }

  /** The sequence numbers to ask for now, in the order in which they were sent; each counts as asked for. */
  takeDue(now: number): number[] {
    const due: number[] = [];
    for (const [sequenceNumber, packet] of this.lost) {
      if (packet.dueAt > now) continue;
      due.push(sequenceNumber);
      packet.requests++;
      packet.dueAt = now + REPEAT_INTERVAL;
      if (packet.requests >= MAXIMUM_REQUESTS) this.lost.delete(sequenceNumber);
    }
    return due;
  }

  /** When the next packet is to be asked for, ms; nothing when none is missing. */
  get nextDueAt(): number | undefined {
    let next: number | undefined;
    for (const { dueAt } of this.lost.values()) next = Math.min(next ?? dueAt, dueAt);
    return next;
  }

  /** Forgets everything that is missing. */
  clear(): void {
    this.lost.clear();
  }
}
