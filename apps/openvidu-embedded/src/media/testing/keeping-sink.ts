import type { RtpPacket } from 'werift';
import type { PacketSink } from '../packet-sink';

/** Takes what a publisher forwards and keeps it. */
export class KeepingSink implements PacketSink {
  readonly estimatedBitrate = undefined;
  readonly packets: RtpPacket[] = [];
  changes = 0;
  private readonly waiting: (() => void)[] = [];

  get sequenceNumbers(): number[] {
    return this.packets.map(({ header }) => header.sequenceNumber);
  }

  send(_kind: string, packet: RtpPacket): void {
    this.packets.push(packet);
    for (const look of this.waiting) look();
  }

  sourceChanged(): void {
    this.changes++;
  }

  /** Waits for so many packets. */
  async count(wanted: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.packets.length >= wanted) resolve();
      };
      this.waiting.push(look);
      look();
    });
  }
}
