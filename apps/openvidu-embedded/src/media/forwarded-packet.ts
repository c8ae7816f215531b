/** An RTP packet as it goes from a publisher to subscribers: what belongs to the publisher's leg alone is gone. */
export interface ForwardedPacket {
  readonly header: {
    /** 0 to 65535. */
    readonly sequenceNumber: number;
    /** In the clock of the codec, 32 bits. */
    readonly timestamp: number;
    /** Whether it is the last packet of its frame. */
    readonly marker: boolean;
  };
  /** Without padding; never changed, as all subscribers share it. */
  readonly payload: Buffer;
}
